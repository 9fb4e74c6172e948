"""The paper's own procedure (Algorithm 1 with appendix C.1.1) in eager PyTorch, float32."""

import time
from array import array

import torch

from evaluation import correlation, loss_and_gradient

ASCENT_STEP = 0.2
ASCENT_STEPS = 2500
RESTARTS = 10
DESCENT_STEP = 0.005
DESCENT_STEPS = 70_000


def read_matrix(path, columns):
    """A file of doubles, row after row, as the C# side writes it."""
    values = array("d")
    with open(path, "rb") as file:
        values.frombytes(file.read())
    return torch.tensor(values, dtype=torch.float64).reshape(-1, columns).to(torch.float32)


class PaperRecipe:
    """
    Runs the recipe with any number of steps and measures its two parts apart, so that a part of the steps tells the
    time of all of them. All restarts of a search go as one batch, which is the fastest way in PyTorch.
    """

    def __init__(self, inputs, targets, ascent_steps, descent_steps):
        self.inputs, self.targets = inputs, targets
        self.ascent_steps, self.descent_steps = ascent_steps, descent_steps
        self.ascent_seconds = self.descent_seconds = 0.0
        self.generator = torch.Generator().manual_seed(0)

    def run(self, iterations, target_error):
        """Returns the weights after at most so many iterations; stops early at the relative training error."""
        begin = time.perf_counter()
        weights = self.first_fit()
        self.iterations = 1
        while self.iterations < iterations and self.error(weights, self.inputs, self.targets) > target_error:
            weights = self.grow(weights)
            self.iterations += 1
        self.seconds = time.perf_counter() - begin
        return weights

    def extrapolated_seconds(self):
        other = self.seconds - self.ascent_seconds - self.descent_seconds
        return (
            other
            + self.ascent_seconds * ASCENT_STEPS / self.ascent_steps
            + self.descent_seconds * DESCENT_STEPS / self.descent_steps
        )

    def first_fit(self):
        size = self.inputs.shape[1]

        def chain(points):
            hidden = torch.relu(self.inputs @ points[:, :size].T)
            output = torch.relu(hidden * points[:, size]) * points[:, size + 1]
            return (output * self.targets).mean(0)

        _, best = self.ascend(chain, size + 2)
        origin = self.targets.square().mean()
        delta = 0.25
        for _ in range(5):
            weights = [delta * best[:size].reshape(1, -1), delta * best[size].reshape(1, 1), delta * best[size + 1 :].reshape(1, 1)]
            if self.loss(weights) < origin:
                break
            delta *= 0.8
        return self.descend(weights)

    def grow(self, weights):
        activations = [self.inputs]
        for matrix in weights[:-1]:
            activations.append(torch.relu(activations[-1] @ matrix.T))
        sensitivities = [self.targets - activations[-1] @ weights[-1].T]
        for layer in (2, 1):
            back = (sensitivities[0] @ weights[layer]) * (activations[layer] > 0)
            sensitivities.insert(0, back)

        candidates = []
        for layer in (0, 1):
            below, above = activations[layer], sensitivities[layer + 1]
            size = below.shape[1]

            def ncf(points, below=below, above=above, size=size):
                return correlation(below, above, points[:, :size], points[:, size:])

            value, best = self.ascend(ncf, size + above.shape[1])
            candidates.append((value, layer, best, size))
        _, layer, best, size = max(candidates, key=lambda candidate: candidate[0])

        before = self.loss(weights)
        delta = 0.01 * torch.cat([matrix.flatten() for matrix in weights]).norm()
        for _ in range(11):
            grown = list(weights)
            grown[layer] = torch.cat([weights[layer], delta * best[:size].reshape(1, -1)], 0)
            grown[layer + 1] = torch.cat([weights[layer + 1], delta * best[size:].reshape(-1, 1)], 1)
            if self.loss(grown) < before:
                break
            delta *= 0.8
        return self.descend(grown)

    def ascend(self, objective, size):
        begin = time.perf_counter()
        points = torch.randn(RESTARTS, size, generator=self.generator)
        points /= points.norm(dim=1, keepdim=True)
        for _ in range(self.ascent_steps):
            points.requires_grad_()
            (gradient,) = torch.autograd.grad(objective(points).sum(), points)
            with torch.no_grad():
                points = points.detach() + ASCENT_STEP * gradient
                points /= points.norm(dim=1, keepdim=True)
        values = objective(points.detach())
        self.ascent_seconds += time.perf_counter() - begin
        best = int(values.argmax())
        return float(values[best]), points[best].detach()

    def descend(self, weights):
        begin = time.perf_counter()
        weights = [matrix.detach().clone().requires_grad_() for matrix in weights]
        for _ in range(self.descent_steps):
            _, gradients = loss_and_gradient(self.inputs, self.targets, weights, torch.relu)
            with torch.no_grad():
                for matrix, gradient in zip(weights, gradients):
                    matrix.sub_(gradient, alpha=DESCENT_STEP)
        self.descent_seconds += time.perf_counter() - begin
        return [matrix.detach() for matrix in weights]

    def loss(self, weights):
        with torch.no_grad():
            return float((self.predict(weights, self.inputs) - self.targets).square().mean())

    @staticmethod
    def error(weights, inputs, targets):
        residual = PaperRecipe.predict(weights, inputs) - targets
        return float(residual.norm() / targets.norm())

    @staticmethod
    def predict(weights, inputs):
        hidden = inputs
        for matrix in weights[:-1]:
            hidden = torch.relu(hidden @ matrix.T)
        return hidden @ weights[-1].T
