namespace MultiBatch.Shared.Http;

/// <summary>What an error says about the call that failed.</summary>
internal readonly record struct HttpCall
{
    /// <summary>The provider, as <c>aws</c>.</summary>
    public required string Provider { get; init; }

    /// <summary>The operation by the service's own name.</summary>
    public required string Operation { get; init; }

    /// <summary>Whether the call changes something: then a lost reply leaves open whether it did.</summary>
    public required bool IsChange { get; init; }

    /// <summary>What the call is about; null when that is nothing in particular.</summary>
    public string? Resource { get; init; }

    /// <summary>What can be said of the effect when the request may have arrived and its reply is lost.</summary>
    public BatchEffect EffectOfLostReply => IsChange ? BatchEffect.Unknown : BatchEffect.None;
}
