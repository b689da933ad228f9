namespace MultiBatch.Providers.Google.Wire;

/// <summary>The reply of operations that say nothing but that they were carried out.</summary>
internal sealed record EmptyReply : WireReply;
