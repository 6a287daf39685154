"""Who is asking, from where, and under which addresses this machine is found on its network."""

import io
import ipaddress
import socket
from collections.abc import Iterable, Mapping
from urllib.parse import urlsplit

import psutil
import segno

LOCAL_NAMES = ("localhost", "127.0.0.1", "::1")
# Whatever says that somebody passed the request on: then the sender is not who sits at this machine.
PASSED_ON = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-real-ip", "via")
# Networks of containers and virtual machines; nobody's telephone is in them.
INNER = ("docker", "br-", "veth", "virbr", "vmnet", "vboxnet", "utun", "tun", "zt", "lo")


def is_at_machine(address: str | None, headers: Mapping[str, str]) -> bool:
    """Return whether a request was made on this machine itself: from loopback, to localhost, passed on by nobody."""
    found = _parse(address)
    if found is None or not found.is_loopback or any(name in headers for name in PASSED_ON):
        return False
    return host_name(headers.get("host", "")) in LOCAL_NAMES


def host_name(host: str) -> str:
    """Return a Host header's name in small letters without its port; "" if it is none."""
    try:
        return (urlsplit(f"//{host}").hostname or "").rstrip(".")
    except ValueError:
        return ""


def is_our_name(host: str) -> bool:
    """Return whether a Host header names this machine: by number or its own name, never by a domain somebody else owns."""
    name, own = host_name(host), socket.gethostname().lower()
    return _parse(name) is not None or name in ("localhost", own, f"{own}.local")


def source_of(address: str | None) -> str:
    """Return what counts as one address: of IPv6 the network, since a device chooses the rest freely."""
    found = _parse(address)
    if found is None:
        return "unknown"
    if found.version == 6:
        return str(ipaddress.ip_network(f"{found}/64", strict=False))
    return str(found)


def lan_addresses() -> list[str]:
    """Return this machine's addresses on its networks, the one it reaches others from first; [] if it is in none."""
    names = psutil.net_if_addrs().items()
    all_of_them = (
        a.address for name, found in names if not name.startswith(INNER) for a in found if a.family == socket.AF_INET
    )
    return list(dict.fromkeys(_reachable([_outgoing(), *all_of_them])))


def _outgoing() -> str:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("10.255.255.255", 9))  # chooses the way out; nothing is sent
            return str(probe.getsockname()[0])
        except OSError:
            return ""


def _reachable(addresses: Iterable[str]) -> Iterable[str]:
    for address in addresses:
        found = _parse(address)
        if found and not (found.is_loopback or found.is_link_local or found.is_unspecified):
            yield address


def _parse(address: str | None) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        found = ipaddress.ip_address(address or "")
    except ValueError:
        return None
    return getattr(found, "ipv4_mapped", None) or found


def qr_code(text: str) -> bytes:
    """Return a PNG of a QR code, dark on white with its quiet zone, so that it is read in a dark theme too."""
    out = io.BytesIO()
    segno.make(text, error="m", micro=False).save(out, kind="png", scale=6, border=4)
    return out.getvalue()
