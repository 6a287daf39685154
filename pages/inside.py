"""What did the reader look at, and does that hold?"""

import streamlit as st

from core.charts.attention import attention_option, top_pairs
from core.errors import SextantError
from core.i18n import format_percent, t
from core.labels import SENTIMENTS
from pages.components.page import open_page

MOST_TOKENS = 128
SENTENCE_LENGTH = 2000
EDGES = 2  # the first and the last token stand for no word

page = open_page(
    "inside",
    t("Inside the model"),
    t("Read a sentence with the network that read your feedback, and see its attention."),
)
st.session_state.setdefault("inside-text", t("The search is fast, but exporting a report took me the whole morning."))
top, side = st.columns([3, 1], vertical_alignment="bottom")
text = top.text_area(t("A sentence in Chinese or English"), key="inside-text", max_chars=SENTENCE_LENGTH, height=80)
if not text.strip():
    st.info(t("Enter a sentence."))
    st.stop()
try:
    with st.spinner(t("The reader is being loaded and reads the sentence.")):
        from core.nlp.attention import read_attention

        encoder = page.runtime.networks.encoder()
        result = read_attention(encoder, text.strip(), max_tokens=MOST_TOKENS)
except SextantError as error:
    st.error(t(error.message, **error.values))
    st.stop()

layers, heads, seq, _ = result.attentions.shape
side.metric(
    t("Probability of positive"),
    format_percent(result.probability, 1),
    t(SENTIMENTS[result.label]),
    delta_color="off",
    delta_arrow="off",
    help=t("Read by {version}", version=encoder.version),
    border=True,
)
with st.container(horizontal=True, vertical_alignment="bottom"):
    layer = st.selectbox(t("Layer"), range(1, layers + 1), layers - 1, key="inside-layer", width=100)
    head = st.selectbox(t("Head"), range(1, heads + 1), 0, key="inside-head", width=100)
    hide = st.toggle(t("Leave out the first and last token and share the rest anew"), value=True, key="inside-hide")
tokens, weights = list(result.tokens), result.attentions[layer - 1, head - 1]
if hide and seq > EDGES:
    tokens, weights = tokens[1:-1], weights[1:-1, 1:-1]
    weights = weights / weights.sum(axis=-1, keepdims=True).clip(1e-9)
st.caption(
    ":material/info: "
    + t(
        "Attention shows which tokens a head mixes together. It is not an explanation: a token with much attention need not be why the network decided so."
    )
)
if result.truncated:
    st.caption(
        t(
            "The text is long: the picture shows its first {count} tokens; the probability is that of the whole text.",
            count=MOST_TOKENS,
        )
    )
st.markdown(" ".join(f"`{token.replace('`', ' ')}`" for token in tokens if token.strip("` ")))
left, right = st.columns([3, 1])
with left:
    option = attention_option(tokens, weights, rows=t("looks"), columns=t("is looked at"))
    words = t("Heat map of the attention of layer {layer}, head {head}", layer=layer, head=head)
    st.echarts_chart(option, height=min(900, 170 + 18 * len(tokens)), key="inside-map", alt=words)
with right:
    st.markdown(f"**{t('The strongest pairs')}**")
    pairs = [{t("looks"): a, t("is looked at"): b, t("weight"): round(w, 3)} for a, b, w in top_pairs(tokens, weights)]
    st.dataframe(pairs, hide_index=True, alt=t("The strongest pairs"))
