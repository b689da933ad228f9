namespace MultiBatch.Providers.Azure.Wire;

/// <summary>The reply of an operation that gives none but its status.</summary>
internal sealed record EmptyReply : WireReply;
