"""The light way to adapt: the body stays, the classifier moves away from what it was only as far as the rows say."""

import warnings
from collections.abc import Sequence

import numpy as np
import torch
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegressionCV
from sklearn.preprocessing import StandardScaler
from tokenizers import Tokenizer

from core.nlp.batches import encode_truncated, pad_ids, sorted_batches
from core.nlp.network import ReaderNetwork
from core.nlp.training.inference import TOKEN_BUDGET

PENALTIES = np.logspace(-6, -1, 11)
FOLDS = 5
# The present log-odds enter so large that the penalty hardly touches their weight.
FREE = 100.0
# Padded tokens per batch.
BUDGET = 4096


def fit_head(
    network: ReaderNetwork, tokenizer: Tokenizer, texts: Sequence[str], labels: np.ndarray, max_tokens: int
) -> None:
    """Fit the classifier by logistic regression on the features it reads, penalised by its distance from the present one.

    The present classifier's log-odds are one more feature that is hardly penalised, so with few rows the answer is the
    present classifier, stretched and shifted; cross-validation chooses how far the rows may turn it (log-loss).
    """
    features = head_features(network, tokenizer, texts, max_tokens)
    weight = network.classifier.weight.detach().cpu().numpy()[0].astype(float)  # (2 * hidden,)
    bias = float(network.classifier.bias.detach())
    scaler = StandardScaler().fit(features)
    spread = scaler.scale_
    columns = np.column_stack([FREE * (features @ weight + bias), scaler.transform(features)])
    folds = min(FOLDS, int(np.bincount(labels).min()))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        model = LogisticRegressionCV(
            Cs=PENALTIES,
            cv=folds,
            scoring="neg_log_loss",
            solver="newton-cholesky",
            l1_ratios=(0,),
            use_legacy_attributes=False,
        ).fit(columns, labels)
    stretch, turn = FREE * model.coef_[0, 0], model.coef_[0, 1:] / spread
    shift = stretch * bias + float(model.intercept_[0]) - float(turn @ scaler.mean_)
    with torch.no_grad():
        network.classifier.weight.copy_(torch.from_numpy(stretch * weight + turn)[None])
        network.classifier.bias.fill_(shift)


@torch.inference_mode()
def head_features(network: ReaderNetwork, tokenizer: Tokenizer, texts: Sequence[str], max_tokens: int) -> np.ndarray:
    """Return what the classifier reads of each text, (n, 2 * hidden) float64: the first token beside the mean."""
    network.eval()
    device = next(network.parameters()).device
    seen: list[np.ndarray] = []
    hook = network.classifier.register_forward_pre_hook(lambda _, read: seen.append(read[0].float().cpu().numpy()))
    ids = [e.ids for e in encode_truncated(tokenizer, texts, max_tokens)]
    features = np.zeros((len(ids), network.classifier.in_features))
    for batch in sorted_batches([len(row) for row in ids], TOKEN_BUDGET):
        input_ids, mask = (x.to(device) for x in pad_ids([ids[i] for i in batch]))
        network(input_ids, mask)
        features[batch] = seen.pop()
    hook.remove()
    return features
