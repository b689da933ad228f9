namespace MultiBatch.Costs.Comparing;

/// <summary>How tasks share machines.</summary>
public enum TaskPlacement
{
    /// <summary>As many tasks on a machine as fit.</summary>
    Packed = 0,

    /// <summary>One task on a machine, whatever room is left.</summary>
    OnePerMachine = 1,
}
