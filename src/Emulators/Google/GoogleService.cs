using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;
using MultiBatch.Emulators.Faults;
using MultiBatch.Emulators.Google.Batch;
using MultiBatch.Emulators.Google.Logs;
using MultiBatch.Emulators.Google.Wire;
using MultiBatch.Emulators.Hosting;
using MultiBatch.Emulators.Quirks;

namespace MultiBatch.Emulators.Google;

/// <summary>Batch and Cloud Logging behind one address: looks at the token, finds the method, writes replies.</summary>
internal sealed class GoogleService : IEmulatedService
{
    private const string Scheme = "Bearer ";

    private readonly string? _token;
    private readonly BatchApi _batch;
    private readonly LoggingApi _logs;
    private readonly EmulatorQuirks _quirks;
    private readonly ILogger _logger;

    /// <param name="token">The token requests must bear; null when nobody looks.</param>
    /// <param name="batch">Batch.</param>
    /// <param name="logs">Cloud Logging.</param>
    /// <param name="quirks">Which peculiarities are imitated.</param>
    /// <param name="logger">Told of faults of the emulator itself.</param>
    public GoogleService(string? token, BatchApi batch, LoggingApi logs, EmulatorQuirks quirks, ILogger logger)
    {
        _token = token;
        _batch = batch;
        _logs = logs;
        _quirks = quirks;
        _logger = logger;
    }

    public string? OperationOf(EmulatorRequest request) => RestCall.Find(request)?.Method;

    public async ValueTask<EmulatorReply> HandleAsync(string? operation, EmulatorRequest request, CancellationToken cancellationToken)
    {
        try
        {
            if (RestCall.Find(request) is not { } call)
            {
                return GoogleReplies.NoSuchAddress();
            }

            Verify(request);
            var body = call.Method == "ListLogEntries" ? await _logs.ListAsync(call, request, cancellationToken).ConfigureAwait(false) : _batch.Handle(call, request);
            return GoogleReplies.Json(body, _quirks.IsOn(GoogleQuirks.StrictFields));
        }
        catch (GoogleException error)
        {
            return GoogleReplies.Error(error);
        }
#pragma warning disable CA1031 // Whatever it is, the client gets a reply, and the log says what happened.
        catch (Exception error) when (error is not OperationCanceledException)
#pragma warning restore CA1031
        {
            EmulatorLog.Failed(_logger, error);
            return GoogleReplies.Error(GoogleException.OfStatus(500, "The emulator failed: " + error.Message));
        }
    }

    public EmulatorReply Refuse(FaultRule rule, EmulatorRequest request) => GoogleReplies.Error(rule.Kind == FaultKind.Throttle
        ? GoogleException.Exhausted(rule.Status ?? 429, rule.Reason ?? "Quota exceeded for quota metric 'Read requests' and limit 'Read requests per minute per region'.")
        : GoogleException.OfStatus(rule.Status ?? 500, rule.Reason ?? "Internal error encountered."));

    private void Verify(EmulatorRequest request)
    {
        if (_token is null)
        {
            return;
        }

        var header = request.Headers.Authorization.ToString();
        if (!header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            throw GoogleException.Unauthenticated(
                "Request is missing required authentication credential. Expected OAuth 2 access token, login cookie or other valid authentication credential.", "CREDENTIALS_MISSING");
        }

        if (!CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(header[Scheme.Length..].Trim()), Encoding.UTF8.GetBytes(_token)))
        {
            throw GoogleException.Unauthenticated(
                "Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid authentication credential.", "ACCESS_TOKEN_TYPE_UNSUPPORTED");
        }
    }
}
