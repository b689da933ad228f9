namespace MultiBatch.Emulators.Aws.Batch.Model;

/// <summary>The words for the state of environments and queues.</summary>
internal static class ResourceStatus
{
    public const string Creating = "CREATING";
    public const string Updating = "UPDATING";
    public const string Deleting = "DELETING";
    public const string Valid = "VALID";
    public const string Invalid = "INVALID";
    public const string Enabled = "ENABLED";
    public const string Disabled = "DISABLED";
}
