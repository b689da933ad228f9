namespace MultiBatch.Costs.Billing;

/// <summary>What costs are summed by.</summary>
public enum CostGrouping
{
    /// <summary>Each job; the children of an array are one job.</summary>
    Job = 0,

    /// <summary>Each child of an array, and each single job.</summary>
    Task = 1,

    /// <summary>The value of a label.</summary>
    Label = 2,

    /// <summary>The queue.</summary>
    Queue = 3,

    /// <summary>The day the attempt began, in UTC.</summary>
    Day = 4,

    /// <summary>The month the attempt began, in UTC.</summary>
    Month = 5,

    /// <summary>The machine type.</summary>
    MachineType = 6,

    /// <summary>How the machine was bought.</summary>
    Purchase = 7,
}
