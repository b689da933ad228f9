namespace MultiBatch.Environments;

/// <summary>Who runs the machines of an environment.</summary>
public enum EnvironmentKind
{
    /// <summary>The service starts and stops machines of the account.</summary>
    Managed = 0,

    /// <summary>There are no machines to see (Fargate).</summary>
    Serverless = 1,

    /// <summary>The user brings the machines.</summary>
    Unmanaged = 2,
}
