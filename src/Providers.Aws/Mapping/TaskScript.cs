using System.Globalization;
using System.Text;

namespace MultiBatch.Providers.Aws.Mapping;

/// <summary>
/// What differs from child to child as a piece of shell: one case for each child of a native array, which exports its variables. Values are in
/// single quotes, in which a shell reads nothing.
/// </summary>
internal static class TaskScript
{
    /// <summary>Whether a shell can have a variable of this name.</summary>
    public static bool IsShellName(string name)
    {
        for (var at = 0; at < name.Length; at++)
        {
            if (!(name[at] is '_' or (>= 'A' and <= 'Z') or (>= 'a' and <= 'z') || (at > 0 && name[at] is >= '0' and <= '9')))
            {
                return false;
            }
        }

        return name.Length > 0;
    }

    /// <summary>The script of one native array.</summary>
    /// <param name="columns">The names of the variables; none when only indexes differ.</param>
    /// <param name="rows">The values of each child, in the order of the native array.</param>
    /// <param name="indexes">The portable index of each child; null when it is the native one, set by the prelude.</param>
    public static string Write(IReadOnlyList<string> columns, IReadOnlyList<IReadOnlyList<string>> rows, IReadOnlyList<int>? indexes)
    {
        var text = new StringBuilder("case $AWS_BATCH_JOB_ARRAY_INDEX in\n");
        for (var row = 0; row < rows.Count; row++)
        {
            text.Append(Number(row)).Append(")export");
            for (var column = 0; column < columns.Count; column++)
            {
                text.Append(' ').Append(columns[column]).Append("='").Append(rows[row][column].Replace("'", "'\\''")).Append('\'');
            }

            if (indexes is not null)
            {
                text.Append(' ').Append(RuntimeVariables.ArrayIndex).Append('=').Append(Number(indexes[row]));
            }

            text.Append(";;\n");
        }

        return text.Append("esac\n").ToString();
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
