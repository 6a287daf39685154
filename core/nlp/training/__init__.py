"""From labelled comments to a reader that can be shipped: data, base network, loop, calibration, cards."""
