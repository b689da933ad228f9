using System.Collections;
using System.Management.Automation;
using MultiBatch.Jobs;
using MultiBatch.PowerShell.Binding;

namespace MultiBatch.PowerShell.Submitting;

/// <summary>A row that describes a job: columns bind by name only, a blank is not set, an unknown column is refused.</summary>
internal static class SpecRow
{
    /// <summary>Lays a row over a job.</summary>
    /// <exception cref="CmdletInputException">A column is unknown, or a value cannot be used. Every mistake of the row is named.</exception>
    public static JobSpec Apply(JobSpec below, object row, SpecReading reading)
    {
        if (InputValues.Unwrap(row) is JobSpec whole)
        {
            return whole;
        }

        var spec = below;
        var problems = new List<string>();
        foreach (var (name, value) in Cells(row))
        {
            if (!SpecColumns.IsKnown(name))
            {
                var nearest = SpecColumns.NearestTo(name);
                problems.Add($"column '{name}' is none of a job{(nearest is null ? $"; known: {string.Join(", ", SpecColumns.Names)}" : $"; did you mean '{nearest}'?")}");
                continue;
            }

            if (value is null || (InputValues.Unwrap(value) is string text && string.IsNullOrWhiteSpace(text)))
            {
                continue;
            }

            try
            {
                spec = SpecColumns.Apply(spec, name, value, name, reading);
            }
            catch (CmdletInputException e)
            {
                problems.Add(e.Message);
            }
        }

        if (problems.Count > 0)
        {
            throw new CmdletInputException(problems, row);
        }

        if (spec.Command is null && spec.Script is null && spec.Definition is null)
        {
            throw new CmdletInputException("the row has nothing to run: give it a Command, Script or Definition; to use objects as data, pass -Command, -Script or -Definition.", row);
        }

        return SpecColumns.Check(spec, static name => name);
    }

    /// <summary>True when the row can name other rows.</summary>
    public static bool MayDepend(object row) => Cells(row).Any(cell => string.Equals(cell.Name, "DependsOn", StringComparison.OrdinalIgnoreCase));

    private static IEnumerable<(string Name, object? Value)> Cells(object row) => InputValues.Unwrap(row) is IDictionary map
        ? map.Cast<DictionaryEntry>().Select(entry => (InputValues.Text(entry.Key) ?? string.Empty, entry.Value))
        : InputValues.Unwrap(row) is string text
            ? throw new CmdletInputException($"'{text}' is text, and a row that describes a job is an object with columns such as Name and Command; to use text as data, pass -Command, -Script or -Definition.", row)
            : PSObject.AsPSObject(row).Properties.Select(property => (property.Name, (object?)property.Value));
}
