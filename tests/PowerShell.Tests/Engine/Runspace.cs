namespace System.Management.Automation.Runspaces;

public enum PipelineResultTypes
{
    None,
    Output,
}

public sealed class Runspace
{
    [ThreadStatic]
    private static Runspace? _default;

    public static Runspace? DefaultRunspace
    {
        get => _default;
        set => _default = value;
    }
}
