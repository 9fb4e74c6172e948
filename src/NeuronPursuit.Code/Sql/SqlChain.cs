namespace NeuronPursuit;

/// <summary>One column of a step: a definition, or one of an earlier step that a later one still reads.</summary>
internal readonly record struct SqlItem(string Text);

/// <summary>Levels of which each reads only the one before: what is read later is handed on.</summary>
internal static class SqlChain
{
    /// <summary>The columns of every step.</summary>
    /// <param name="select">The statement.</param>
    /// <param name="outputs">Which of its outputs the chain ends in.</param>
    /// <param name="name">How a variable is written.</param>
    /// <param name="table">The alias of the table, which the first step reads.</param>
    /// <param name="dialect">Says how many columns a step may have.</param>
    public static List<IReadOnlyList<SqlItem>> Of(
        SqlSelect select, IReadOnlyList<SqlOutput> outputs, Func<Definition, string> name, string table, SqlDialect dialect)
    {
        List<List<Definition>> levels = select.Levels(outputs);
        var lastUse = new Dictionary<Definition, int>(ReferenceEqualityComparer.Instance);
        for (int level = 0; level < levels.Count; level++)
        {
            foreach (CodeExpression.Variable variable in levels[level].SelectMany(definition => Expressions.All(definition.Value)).OfType<CodeExpression.Variable>())
            {
                lastUse[variable.Definition] = level;
            }
        }

        foreach (CodeExpression.Variable variable in outputs.SelectMany(output => output.Needs))
        {
            lastUse[variable.Definition] = levels.Count;
        }

        var chain = new List<IReadOnlyList<SqlItem>>();
        var carried = new List<Definition>();
        for (int level = 0; level < levels.Count; level++)
        {
            carried.RemoveAll(definition => lastUse[definition] <= level);
            chain.Add([
                .. carried.Select(definition => new SqlItem(name(definition))),
                .. levels[level].Select(definition => new SqlItem($"{select.Write(definition, name, table)} AS {name(definition)}"))]);
            carried.AddRange(levels[level]);
            dialect.RequireColumns(chain[^1].Count);
        }

        return chain;
    }
}
