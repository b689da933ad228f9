using MultiBatch.Costs.Billing;
using MultiBatch.Costs.Catalogue;

namespace MultiBatch.Costs.Comparing;

/// <summary>How tasks fall on machines of one type, and for how long those are paid.</summary>
internal readonly struct Schedule
{
    private Schedule(int tasksPerMachine, int machines, int waves, long seconds, TimeSpan makespan)
    {
        TasksPerMachine = tasksPerMachine;
        Machines = machines;
        Waves = waves;
        Seconds = seconds;
        Makespan = makespan;
    }

    public int TasksPerMachine { get; }

    public int Machines { get; }

    public int Waves { get; }

    /// <summary>Seconds paid over all machines. Whole, so that what costs the same is found to cost the same.</summary>
    public long Seconds { get; }

    public decimal Hours => Seconds / 3600m;

    public TimeSpan Makespan { get; }

    /// <summary>
    /// Slots are filled machine by machine; every slot runs a task, then the next. In the last wave tasks move together, and machines that have none left are given
    /// back one wave earlier.
    /// </summary>
    public static Schedule Of(CostQuery query, BillingRules rules, long fits)
    {
        var slots = Math.Min(query.Parallelism ?? query.Count, query.Count);
        var perMachine = (int)Math.Min(fits, slots);
        var machines = DivideUp(slots, perMachine);
        var waves = DivideUp(query.Count, slots);
        var last = query.Count - ((waves - 1) * slots);
        var atLast = DivideUp(last, perMachine);
        var boot = query.Boot ?? rules.Boot;
        var seconds = (atLast * rules.BilledSeconds(boot + Times(query.Duration, waves)))
            + ((machines - atLast) * rules.BilledSeconds(boot + Times(query.Duration, waves - 1)));
        return new Schedule(perMachine, machines, waves, seconds, boot + Times(query.Duration, waves));
    }

    /// <summary>How many tasks fit on a machine; 0 when not even one does.</summary>
    public static long Fits(MachineType machine, CostNeeds needs)
    {
        var fits = machine.MicroVCpus / needs.MicroVCpus;
        if (needs.MemoryBytes > 0)
        {
            fits = Math.Min(fits, needs.Margin.UsableBytes(machine) / needs.MemoryBytes);
        }

        if (needs.MicroGpus > 0)
        {
            fits = Math.Min(fits, machine.MicroGpus / needs.MicroGpus);
        }

        return fits;
    }

    private static TimeSpan Times(TimeSpan duration, int waves) => TimeSpan.FromTicks(duration.Ticks * waves);

    private static int DivideUp(int count, int by) => (int)(((long)count + by - 1) / by);
}
