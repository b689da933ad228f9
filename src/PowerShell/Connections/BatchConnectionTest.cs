using MultiBatch.FrontEnds.Json;

namespace MultiBatch.PowerShell.Connections;

/// <summary>Whether a connection works: its settings, credentials and endpoint, and the permission to list.</summary>
public sealed class BatchConnectionTest
{
    internal BatchConnectionTest(string name, string? provider, TimeSpan duration, Exception? error)
    {
        Name = name;
        Provider = provider;
        Duration = duration;
        Error = error;
    }

    /// <summary>The connection.</summary>
    public string Name { get; }

    /// <summary>The provider.</summary>
    public string? Provider { get; }

    /// <summary>True when the provider answered.</summary>
    public bool Works => Error is null;

    /// <summary>How long it took.</summary>
    public TimeSpan Duration { get; }

    /// <summary>What is wrong; null when it works.</summary>
    public string? Problem => Error?.Message;

    internal Exception? Error { get; }

    /// <summary>The result as <c>multibatch connection test --output json</c> writes it.</summary>
    public string ToJson() => ConnectionTestJson.Write(Name, Provider, Duration, Problem);

    /// <summary>The name, and whether it works.</summary>
    public override string ToString() => Works ? $"{Name} works" : $"{Name}: {Problem}";
}
