"""The pairing: the model, the network, the proof, the reasons."""
