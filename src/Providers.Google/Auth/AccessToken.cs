namespace MultiBatch.Providers.Google.Auth;

/// <summary>What a call is authorised with.</summary>
/// <param name="Value">The token.</param>
/// <param name="QuotaProject">The project that quota and billing of the call go to; null for the resource's own.</param>
internal readonly record struct AccessToken(string Value, string? QuotaProject);
