namespace MultiBatch.Providers.Local.Planning;

/// <summary>Why some things cannot be had here; the same words in plans and in capabilities.</summary>
internal static class LocalReasons
{
    public const string Image = "this engine starts processes of this machine, not containers";

    public const string Gpu = "GPUs of this machine are not shared out among tasks";

    public const string MachineType = "there is one machine, this one";

    public const string Disk = "tasks use the disks of this machine; their scratch folders are on that of the state folder";

    public const string Identity = "tasks run as the user that runs the engine, and this machine knows no cloud identities";

    public const string Spot = "this machine is not bought, and nobody takes it back";
}
