"""Symbolic regression by genetic programming (DEAP), with the two methods of scikit-learn's estimators."""

import operator
import random

import numpy
from deap import algorithms, base, creator, gp, tools

MAX_NODES = 60


def relu(value):
    return numpy.maximum(value, 0)


class SymbolicRegressor:
    """Keeps the expression with the least mean square on the training data."""

    def __init__(self, population=1000, generations=60, seed=0):
        self.population = population
        self.generations = generations
        self.seed = seed

    def fit(self, inputs, targets):
        random.seed(self.seed)
        primitives = gp.PrimitiveSet("main", inputs.shape[1])
        for function, arity in ((operator.add, 2), (operator.sub, 2), (operator.mul, 2), (relu, 1)):
            primitives.addPrimitive(function, arity)
        primitives.addEphemeralConstant("constant", constant)
        if not hasattr(creator, "Expression"):
            creator.create("Least", base.Fitness, weights=(-1.0,))
            creator.create("Expression", gp.PrimitiveTree, fitness=creator.Least)
        columns = list(inputs.T)

        def mean_square(expression):
            with numpy.errstate(all="ignore"):
                error = float(numpy.mean((gp.compile(expression, primitives)(*columns) - targets) ** 2))
            return (error if numpy.isfinite(error) else 1e300,)

        toolbox = base.Toolbox()
        toolbox.register("expression", gp.genHalfAndHalf, pset=primitives, min_=1, max_=4)
        toolbox.register("individual", tools.initIterate, creator.Expression, toolbox.expression)
        toolbox.register("population", tools.initRepeat, list, toolbox.individual)
        toolbox.register("evaluate", mean_square)
        toolbox.register("select", tools.selTournament, tournsize=7)
        toolbox.register("mate", gp.cxOnePoint)
        toolbox.register("mutation", gp.genFull, min_=0, max_=2)
        toolbox.register("mutate", gp.mutUniform, expr=toolbox.mutation, pset=primitives)
        for operation in ("mate", "mutate"):
            toolbox.decorate(operation, gp.staticLimit(key=len, max_value=MAX_NODES))
        best = tools.HallOfFame(1)
        algorithms.eaSimple(toolbox.population(self.population), toolbox, 0.7, 0.2, self.generations, halloffame=best, verbose=False)
        self.expression = best[0]
        self.function = gp.compile(best[0], primitives)
        return self

    def predict(self, inputs):
        return numpy.broadcast_to(self.function(*inputs.T), inputs.shape[:1]).astype(float)


def constant():
    return random.uniform(-2, 2)
