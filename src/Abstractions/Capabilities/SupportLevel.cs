namespace MultiBatch.Capabilities;

/// <summary>How well a provider does something.</summary>
public enum SupportLevel
{
    /// <summary>It cannot; a plan that asks for it is rejected.</summary>
    Unsupported = 0,

    /// <summary>The client does it while one runs (a held job).</summary>
    EmulatedWhileClientRuns = 1,

    /// <summary>The provider builds it from other features; once submitted it needs no client.</summary>
    EmulatedDurable = 2,

    /// <summary>The service does it itself.</summary>
    Native = 3,
}
