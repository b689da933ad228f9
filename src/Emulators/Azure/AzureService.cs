using System.Text;
using Microsoft.Extensions.Logging;
using MultiBatch.Emulators.Azure.Signing;
using MultiBatch.Emulators.Azure.Wire;
using MultiBatch.Emulators.Faults;
using MultiBatch.Emulators.Hosting;
using MultiBatch.Emulators.Quirks;

namespace MultiBatch.Emulators.Azure;

/// <summary>Azure Batch behind one address: verifies, carries out, and writes replies.</summary>
internal sealed class AzureService : IEmulatedService
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    private readonly SharedKeyVerifier? _verifier;
    private readonly AzureApi _api;
    private readonly EmulatorQuirks _quirks;
    private readonly ILogger _logger;

    public AzureService(SharedKeyVerifier? verifier, AzureApi api, EmulatorQuirks quirks, ILogger logger)
    {
        _verifier = verifier;
        _api = api;
        _quirks = quirks;
        _logger = logger;
    }

    public string? OperationOf(EmulatorRequest request) => AzureApi.OperationOf(request.Method, request.Path);

    public ValueTask<EmulatorReply> HandleAsync(string? operation, EmulatorRequest request, CancellationToken cancellationToken) => new(Handle(operation, request));

    public EmulatorReply Refuse(FaultRule rule, EmulatorRequest request)
    {
        var status = rule.Status ?? (rule.Kind == FaultKind.Throttle ? 429 : 500);
        var error = status switch
        {
            429 => new AzureException(429, "TooManyRequests", rule.Reason ?? "Too many requests. Please try again after some time."),
            503 => new AzureException(503, "ServerBusy", rule.Reason ?? "The server is busy. Please try again after some time."),
            _ => new AzureException(status, "InternalError", rule.Reason ?? "Server encountered an internal error. Please try again after some time."),
        };
        return Error(new AzureRequest(request), error, status is 429 or 503 ? RetryAfter : null);
    }

    private EmulatorReply Handle(string? operation, EmulatorRequest request)
    {
        if (_quirks.IsOn(AzureQuirks.MalformedUrlHtml) && AzureRequest.Segments(request.Path).Any(part => part.Any(char.IsControl)))
        {
            return Malformed();
        }

        var taken = new AzureRequest(request);
        try
        {
            _verifier?.Verify(request);
            return operation is not null
                ? _api.Handle(operation, taken)
                : throw new AzureException(400, "InvalidUri", "The requested URI does not represent any resource on the server.");
        }
        catch (AzureException error)
        {
            return Error(taken, error);
        }
#pragma warning disable CA1031 // A fault of the emulator is an error of the server's side, as it would be there.
        catch (Exception error)
#pragma warning restore CA1031
        {
            EmulatorLog.Failed(_logger, error);
            return Error(taken, new AzureException(500, "InternalError", "The emulator failed: " + error.Message));
        }
    }

    private EmulatorReply Error(AzureRequest request, AzureException error, TimeSpan? retryAfter = null) =>
        AzureReplies.Error(request, error, withBody: request.Method != "HEAD" || !_quirks.IsOn(AzureQuirks.HeadErrorsBare), retryAfter);

    // What answers here is a layer below the service, which never sees such an address.
    private static EmulatorReply Malformed() => new()
    {
        Status = 400,
        ContentType = "text/html; charset=us-ascii",
        Body = Encoding.ASCII.GetBytes("<HTML><HEAD><TITLE>Bad Request</TITLE></HEAD><BODY><h2>Bad Request - Invalid URL</h2><p>HTTP Error 400.</p></BODY></HTML>"),
    };
}
