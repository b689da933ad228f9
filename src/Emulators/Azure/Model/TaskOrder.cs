namespace MultiBatch.Emulators.Azure.Model;

/// <summary>Tasks in the order they were added.</summary>
internal sealed class TaskOrder : IComparer<TaskEntry>
{
    public static TaskOrder Instance { get; } = new();

    public int Compare(TaskEntry? x, TaskEntry? y) => (x?.Ordinal ?? -1).CompareTo(y?.Ordinal ?? -1);
}
