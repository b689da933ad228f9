using System.Net.Sockets;
using System.Security.Authentication;

namespace MultiBatch.Shared.Http;

/// <summary>The errors of calls that got no reply.</summary>
internal static class TransportErrors
{
    /// <param name="exception">How the call ended.</param>
    /// <param name="request">The request; its content tells whether it began to be sent.</param>
    /// <param name="call">What the error is about.</param>
    /// <param name="timedOut">The time the call had, when it ended for being over; otherwise null.</param>
    internal static BatchException Create(Exception exception, HttpRequestMessage request, HttpCall call, TimeSpan? timedOut) =>
        Create(exception, request.RequestUri?.Authority, request.Content is SentContent { IsBegun: false }, call, timedOut);

    /// <param name="exception">How the call ended.</param>
    /// <param name="host">The host that was called.</param>
    /// <param name="isUnsent">True for a request whose body was never begun: it cannot have been acted on.</param>
    /// <param name="call">What the error is about.</param>
    /// <param name="timedOut">The time the call had, when it ended for being over; otherwise null.</param>
    internal static BatchException Create(Exception exception, string? host, bool isUnsent, HttpCall call, TimeSpan? timedOut)
    {
        var effect = isUnsent || IsUnsent(exception) ? BatchEffect.None : call.EffectOfLostReply;
        var isTimeout = timedOut is not null || exception is OperationCanceledException;
        var isTrust = IsCausedBy<AuthenticationException>(exception);
        var why = timedOut is { } limit ? $"no answer came within {DurationText.Format(limit)}"
            : isTimeout ? "no connection could be made in time"
            : isTrust ? "the host's certificate is not trusted, or no common protocol was found"
            : Innermost(exception) is SocketException socket ? $"the connection failed ({socket.SocketErrorCode})"
            : effect == BatchEffect.None && !call.IsChange ? "the connection broke"
            : effect == BatchEffect.None ? "no connection could be made"
            : "the connection broke before the reply was there";
        return new BatchException(
            isTimeout ? BatchErrorCode.Timeout : BatchErrorCode.Unavailable,
            $"{call.Operation} at {host}: {why}.",
            exception)
        {
            IsTransient = !isTrust,
            Effect = effect,
            Resource = call.Resource,
            Provider = call.Provider,
        };
    }

    private static bool IsUnsent(Exception exception)
    {
#if NET8_0_OR_GREATER
        if (exception is HttpRequestException { HttpRequestError: var error } && error is
            HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError
            or HttpRequestError.ProxyTunnelError)
        {
            return true;
        }
#endif
        return Innermost(exception) is SocketException
        {
            SocketErrorCode: SocketError.ConnectionRefused or SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData
                or SocketError.HostUnreachable or SocketError.NetworkUnreachable or SocketError.HostDown or SocketError.NetworkDown,
        };
    }

    private static Exception Innermost(Exception exception)
    {
        while (exception.InnerException is { } inner)
        {
            exception = inner;
        }

        return exception;
    }

    private static bool IsCausedBy<T>(Exception exception)
        where T : Exception
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            if (cause is T)
            {
                return true;
            }
        }

        return false;
    }
}
