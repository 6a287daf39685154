"""A generator behind an OpenAI-compatible address: vLLM, Ollama, llama.cpp, `transformers serve`."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from urllib.parse import urldefrag, urlsplit

import httpx

from core.errors import SextantError

TIMEOUT = httpx.Timeout(60, connect=5)  # seconds
AT_ONCE = 4  # prompts sent at the same time: small servers queue, big ones batch
UNKNOWN_PATH = {404, 405, 501}


class EndpointGenerator:
    """Let a server word the prompts; only the host of the setting is ever asked."""

    def __init__(self, client: httpx.Client, model: str) -> None:
        self.client = client
        self.model = model
        self.name = model

    def generate(
        self,
        prompts: Sequence[str],
        *,
        max_new_tokens: int = 64,
        stop: Sequence[str] = ("\n",),
        on_text: Callable[[int, str], None] | None = None,
        should_stop: Callable[[], bool] | None = None,
    ) -> list[str]:
        """Return one continuation per prompt, in order; `on_text` hears each when it is whole.

        Raises SextantError if the server cannot be reached or refuses.
        """
        texts = [""] * len(prompts)
        with ThreadPoolExecutor(AT_ONCE) as pool:
            waiting = {pool.submit(self._ask, prompt, max_new_tokens, stop): i for i, prompt in enumerate(prompts)}
            try:
                for done in as_completed(waiting):
                    index = waiting[done]
                    texts[index] = done.result()
                    if on_text:
                        on_text(index, texts[index])
                    if should_stop and should_stop():
                        break
            finally:
                pool.shutdown(wait=False, cancel_futures=True)
        return texts

    def _ask(self, prompt: str, max_new_tokens: int, stop: Sequence[str]) -> str:
        body = {"model": self.model, "max_tokens": max_new_tokens, "temperature": 0, "stop": list(stop)}
        response = _send(self.client, "POST", "completions", body | {"prompt": prompt})
        if response.status_code in UNKNOWN_PATH:
            message = {"role": "user", "content": prompt}
            response = _send(self.client, "POST", "chat/completions", body | {"messages": [message]})
        return _cut(_read_text(response), stop)


def open_endpoint(setting: str, *, key: str = "") -> EndpointGenerator:
    """Return the generator at `http(s)://host/v1#model`; without a model the server's first one is taken.

    Neither redirects nor proxies are followed. Raises SextantError if nobody answers there or the model is unknown.
    """
    address, model = urldefrag(setting)
    client = httpx.Client(
        base_url=address,
        headers={"Authorization": f"Bearer {key}"} if key else {},
        timeout=TIMEOUT,
        follow_redirects=False,
        trust_env=False,
    )
    response = _send(client, "GET", "models", None)
    if model and response.status_code in UNKNOWN_PATH:
        return EndpointGenerator(client, model)
    names = _read_models(response)
    if not names or (model and model not in names):
        raise SextantError(
            "The writing model's server at {host} offers {models}. Put one of them after # in SEXTANT_GENERATOR.",
            host=urlsplit(address).netloc,
            models=", ".join(names) or "-",
        )
    return EndpointGenerator(client, model or names[0])


def _send(client: httpx.Client, method: str, path: str, body: dict | None) -> httpx.Response:
    try:
        response = client.request(method, path, json=body)
    except httpx.HTTPError as error:
        raise SextantError(
            "The writing model's server at {host} does not answer ({reason}). Start it, or set "
            "SEXTANT_GENERATOR to auto.",
            host=client.base_url.host,
            reason=type(error).__name__,
        ) from error
    if response.is_success or response.status_code in UNKNOWN_PATH:
        return response
    raise SextantError(
        "The writing model's server at {host} refused with status {status}. Check the address, the model's name and "
        "SEXTANT_GENERATOR_KEY.",
        host=client.base_url.host,
        status=response.status_code,
    )


def _read_models(response: httpx.Response) -> list[str]:
    try:
        return [str(model["id"]) for model in response.json()["data"]]
    except (ValueError, KeyError, TypeError) as error:
        raise _unreadable(response) from error


def _read_text(response: httpx.Response) -> str:
    try:
        choice = response.json()["choices"][0]
        text = choice["text"] if "text" in choice else choice["message"]["content"]
    except (ValueError, KeyError, IndexError, TypeError) as error:
        raise _unreadable(response) from error
    return str(text or "")


def _unreadable(response: httpx.Response) -> SextantError:
    return SextantError(
        "{address} does not answer like an OpenAI-compatible server. Check the address; it usually ends in /v1.",
        address=str(response.url),
    )


def _cut(text: str, stop: Sequence[str]) -> str:
    """Cut before the first stop, for servers that return it or begin with an empty line."""
    text = text.lstrip()
    return text[: min((text.find(mark) for mark in stop if mark in text), default=len(text))]
