using MultiBatch.Providers.Local.Engine.State;

namespace MultiBatch.Providers.Local.Engine.Scheduling;

/// <summary>Keeps account of the room that tasks take in their environments and on the machine.</summary>
internal sealed class Ledger
{
    private int _exclusive;

    /// <summary>Tasks that start or run, in all environments.</summary>
    public int Running { get; private set; }

    /// <summary>A task has the machine alone: nothing else may start.</summary>
    public bool IsTakenAlone => _exclusive > 0;

    /// <summary>Whether a task may start in an environment now.</summary>
    public bool HasRoom(EnvironmentEntry environment, TaskNeed need) =>
        environment.IsEnabled
        && !IsTakenAlone
        && (!need.IsExclusive || Running == 0)
        && environment.HasRoomFor(need);

    public void Take(EnvironmentEntry? environment, TaskNeed need)
    {
        environment?.Take(need);
        _exclusive += need.IsExclusive ? 1 : 0;
        Running++;
    }

    public void GiveBack(EnvironmentEntry? environment, TaskNeed need)
    {
        environment?.GiveBack(need);
        _exclusive -= need.IsExclusive ? 1 : 0;
        Running--;
    }
}
