namespace MultiBatch.Providers.Local.Engine.State;

/// <summary>What is true of a task, beside its state. The numbers are stored.</summary>
[Flags]
internal enum TaskFlags : byte
{
    None = 0,
    Planned = 1,
    Begun = 2,
}
