using System.Collections;
using MultiBatch.FrontEnds.Input;
using MultiBatch.Jobs;
using MultiBatch.PowerShell.Binding;

namespace MultiBatch.PowerShell.Submitting;

/// <summary>Reads a mount: <c>SOURCE:TARGET[:ro]</c>, or a hashtable.</summary>
internal static class MountInput
{
    public static Mount Read(object value, string field)
    {
        if (InputValues.Unwrap(value) is not IDictionary)
        {
            return FieldText.Parse(InputValues.Text(value) ?? string.Empty, field, MountText.Parse);
        }

        var map = InputMaps.Texts(value, field) ?? new Dictionary<string, string>();
        var named = new Dictionary<string, string>(map.ToDictionary(pair => pair.Key, pair => pair.Value), StringComparer.OrdinalIgnoreCase);
        return named.TryGetValue("Source", out var from) && named.TryGetValue("Target", out var to)
            ? new Mount { Source = from, Target = to, ReadOnly = named.TryGetValue("ReadOnly", out var only) ? only == "true" : null }
            : throw new CmdletInputException($"{field}: a hashtable needs Source and Target, as @{{ Source = '/data'; Target = '/data'; ReadOnly = $true }}.");
    }
}
