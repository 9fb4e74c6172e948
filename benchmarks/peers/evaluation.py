"""Full-batch loss and gradient, and the neural correlation of a batch of candidates, in eager PyTorch."""

import torch


def normal(generator, dtype, *size):
    return torch.randn(*size, generator=generator, dtype=dtype)


class Evaluation:
    """Mean squared residual of a network and its gradient by autograd, over all samples at once."""

    def __init__(self, samples, widths, square, dtype):
        generator = torch.Generator().manual_seed(1)
        self.inputs = normal(generator, dtype, samples, widths[0])
        self.targets = normal(generator, dtype, samples, widths[-1])
        self.weights = [
            (normal(generator, dtype, rows, columns) / columns**0.5).requires_grad_()
            for columns, rows in zip(widths, widths[1:])
        ]
        self.activation = torch.square if square else torch.relu

    def __call__(self):
        return loss_and_gradient(self.inputs, self.targets, self.weights, self.activation)


class Correlation:
    """Values and gradients of all candidate neurons as one batch: sum over samples of (D . b) relu(g . a)."""

    def __init__(self, samples, inputs, outputs, restarts, dtype):
        generator = torch.Generator().manual_seed(1)
        self.inputs = normal(generator, dtype, samples, inputs)
        self.sensitivities = normal(generator, dtype, samples, outputs)
        self.incoming = (normal(generator, dtype, restarts, inputs) / inputs**0.5).requires_grad_()
        self.outgoing = (normal(generator, dtype, restarts, outputs) / outputs**0.5).requires_grad_()

    def __call__(self):
        values = correlation(self.inputs, self.sensitivities, self.incoming, self.outgoing)
        return values, torch.autograd.grad(values.sum(), (self.incoming, self.outgoing))


def loss_and_gradient(inputs, targets, weights, activation):
    hidden = inputs
    for matrix in weights[:-1]:
        hidden = activation(hidden @ matrix.T)
    # torch.autograd.grad is faster than backward(): it accumulates into no .grad fields.
    loss = (hidden @ weights[-1].T - targets).square().mean()
    return loss, torch.autograd.grad(loss, weights)


def correlation(inputs, sensitivities, incoming, outgoing):
    return ((sensitivities @ outgoing.T) * torch.relu(inputs @ incoming.T)).mean(0)
