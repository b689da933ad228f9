namespace MultiBatch.Environments;

/// <summary>Where an environment or a queue stands.</summary>
public enum EnvironmentStatus
{
    /// <summary>The service reported something this version does not know.</summary>
    Unknown = 0,

    /// <summary>Being made.</summary>
    Creating = 1,

    /// <summary>Ready for work.</summary>
    Ready = 2,

    /// <summary>Being changed.</summary>
    Updating = 3,

    /// <summary>Being deleted.</summary>
    Deleting = 4,

    /// <summary>Cannot be used; the reason says why.</summary>
    Invalid = 5,
}
