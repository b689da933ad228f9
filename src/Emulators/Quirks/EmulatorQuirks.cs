using System.Collections.Concurrent;

namespace MultiBatch.Emulators.Quirks;

/// <summary>The quirks of a running emulator. Safe for use by several threads.</summary>
public sealed class EmulatorQuirks
{
    private readonly ConcurrentDictionary<string, bool> _off = new(StringComparer.Ordinal);

    internal EmulatorQuirks(IReadOnlyList<Quirk> all, IEnumerable<string> off)
    {
        All = all;
        foreach (var id in off)
        {
            Set(id, isOn: false);
        }
    }

    /// <summary>Every quirk this emulator knows.</summary>
    public IReadOnlyList<Quirk> All { get; }

    /// <summary>Whether a quirk is imitated.</summary>
    /// <param name="id">Its id.</param>
    public bool IsOn(string id) => !_off.ContainsKey(id);

    /// <summary>Switches a quirk on or off.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="isOn">False for a service without this peculiarity.</param>
    /// <exception cref="ArgumentException">There is no such quirk.</exception>
    public void Set(string id, bool isOn)
    {
        if (!All.Any(quirk => quirk.Id == id))
        {
            throw new ArgumentException($"There is no quirk '{id}'; there are: {string.Join(", ", All.Select(quirk => quirk.Id))}.", nameof(id));
        }

        if (isOn)
        {
            _off.TryRemove(id, out _);
        }
        else
        {
            _off[id] = true;
        }
    }
}
