using System.Collections;
using System.Management.Automation;
using MultiBatch.Jobs;
using MultiBatch.PowerShell.Binding;

namespace MultiBatch.PowerShell.Submitting;

/// <summary>
/// Input objects as data of jobs: environment variables. The columns of a row are variables of their names; anything else is one variable,
/// <see cref="Variable"/>, with its text.
/// </summary>
internal static class InputData
{
    /// <summary>The variable of objects that are no rows.</summary>
    public const string Variable = "INPUT";

    /// <summary>The variables of an object.</summary>
    /// <exception cref="CmdletInputException">A column is no name of a variable.</exception>
    public static IReadOnlyList<KeyValuePair<string, string>> Variables(object item)
    {
        var inner = InputValues.Unwrap(item);
        if (inner is IDictionary map)
        {
            return [.. map.Cast<DictionaryEntry>().Select(entry => Pair(InputValues.Text(entry.Key) ?? string.Empty, entry.Value, item))];
        }

        if (inner is PSObject bag)
        {
            return [.. bag.Properties.Select(property => Pair(property.Name, property.Value, item))];
        }

        return [new KeyValuePair<string, string>(Variable, inner is FileSystemInfo file ? file.FullName : InputValues.Text(inner) ?? string.Empty)];
    }

    /// <summary>The task table of many objects, a child for each.</summary>
    /// <exception cref="CmdletInputException">The objects do not have the same columns.</exception>
    public static TaskTable Table(IReadOnlyList<object> items)
    {
        string[]? columns = null;
        var rows = new List<IReadOnlyList<string>>(items.Count);
        for (var index = 0; index < items.Count; index++)
        {
            var variables = Variables(items[index]);
            columns ??= [.. variables.Select(pair => pair.Key)];
            if (columns.Length == 0)
            {
                throw new CmdletInputException("the first input object has no columns; there is nothing to tell the children apart.", items[index]);
            }

            var row = new string[columns.Length];
            if (variables.Count != columns.Length)
            {
                throw Different(index, columns, variables, items[index]);
            }

            for (var column = 0; column < columns.Length; column++)
            {
                row[column] = variables[column].Key == columns[column]
                    ? variables[column].Value
                    : variables.FirstOrDefault(pair => pair.Key == columns[column]).Value ?? throw Different(index, columns, variables, items[index]);
            }

            rows.Add(row);
        }

        return new TaskTable(columns!, rows);
    }

    private static CmdletInputException Different(int index, string[] columns, IReadOnlyList<KeyValuePair<string, string>> variables, object item) => new(
        $"input object {index} has the columns {string.Join(", ", variables.Select(pair => pair.Key))}, and the first one has {string.Join(", ", columns)}; one array has one set of columns. Select-Object makes them the same.", item);

    private static KeyValuePair<string, string> Pair(string name, object? value, object item)
    {
        var isName = name.Length > 0 && !(name[0] is >= '0' and <= '9') && name.All(c => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '_');
        if (!isName)
        {
            throw new CmdletInputException($"column '{name}' of the input cannot be an environment variable: letters, digits and underscores, not a digit first. Select-Object renames it.", item);
        }

        if (name.StartsWith(RuntimeVariables.Prefix, StringComparison.Ordinal))
        {
            throw new CmdletInputException($"column '{name}' of the input begins with {RuntimeVariables.Prefix}, which is kept for MultiBatch itself. Select-Object renames it.", item);
        }

        return new KeyValuePair<string, string>(name, InputValues.Text(value) ?? string.Empty);
    }
}
