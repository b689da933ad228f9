namespace MultiBatch.Providers.Local;

/// <summary>Where the engine of a state folder runs. Jobs outlive it in each case; the next engine finds them again.</summary>
public enum HostMode
{
    /// <summary>
    /// In this process, until the provider is disposed of. The folder must have no other engine; other processes of the same user can work with
    /// this one.
    /// </summary>
    InProcess = 0,

    /// <summary>In a process of its own, which is started when there is none and ends when nobody has needed it for a while.</summary>
    Detached = 1,

    /// <summary>Wherever one runs already, otherwise in this process.</summary>
    Auto = 2,
}
