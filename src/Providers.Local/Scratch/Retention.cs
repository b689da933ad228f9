namespace MultiBatch.Providers.Local.Scratch;

/// <summary>What is kept of an attempt's folder.</summary>
internal enum Retention
{
    /// <summary>All of it: the attempt runs, or its scratch folder is wanted for a look.</summary>
    Everything,

    /// <summary>The logs and the state file; the scratch folder and the script go.</summary>
    Logs,

    Nothing,
}
