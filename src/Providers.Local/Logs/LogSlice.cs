namespace MultiBatch.Providers.Local.Logs;

/// <summary>A page of the output of one attempt.</summary>
/// <param name="Output">Standard output.</param>
/// <param name="Error">Standard error.</param>
/// <param name="Next">Where to go on.</param>
/// <param name="IsComplete">Whether the attempt has ended and all it wrote was read.</param>
internal sealed record LogSlice(byte[] Output, byte[] Error, LogToken Next, bool IsComplete);
