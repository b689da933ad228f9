using Microsoft.CodeAnalysis;

namespace System.Threading;

[Embedded]
internal static class CancellationExtensions
{
    /// <summary>Runs the callbacks elsewhere, so that the caller never runs foreign code under its own locks.</summary>
    public static Task CancelAsync(this CancellationTokenSource source) => Task.Run(source.Cancel);

    public static CancellationTokenRegistration Register(
        this CancellationToken token, Action<object?, CancellationToken> callback, object? state) =>
        token.Register(value => callback(value, token), state);

    public static CancellationTokenRegistration UnsafeRegister(this CancellationToken token, Action<object?> callback, object? state) =>
        token.Register(callback, state, useSynchronizationContext: false);
}
