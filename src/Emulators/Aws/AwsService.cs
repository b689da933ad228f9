using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using MultiBatch.Emulators.Aws.Batch;
using MultiBatch.Emulators.Aws.Logs;
using MultiBatch.Emulators.Aws.Signing;
using MultiBatch.Emulators.Aws.Sts;
using MultiBatch.Emulators.Aws.Wire;
using MultiBatch.Emulators.Faults;
using MultiBatch.Emulators.Hosting;

namespace MultiBatch.Emulators.Aws;

/// <summary>Batch, Logs and STS behind one address: tells them apart as their requests do, verifies, and writes replies.</summary>
internal sealed class AwsService : IEmulatedService
{
    private const string TargetPrefix = "Logs_20140328.";
    private const string BatchPath = "/v1/";

    private readonly SignatureVerifier? _verifier;
    private readonly BatchApi _batch;
    private readonly LogsApi _logs;
    private readonly StsApi _sts;
    private readonly ILogger _logger;

    public AwsService(SignatureVerifier? verifier, BatchApi batch, LogsApi logs, StsApi sts, ILogger logger)
    {
        _verifier = verifier;
        _batch = batch;
        _logs = logs;
        _sts = sts;
        _logger = logger;
    }

    public string? OperationOf(EmulatorRequest request) => ProtocolOf(request) switch
    {
        AwsProtocol.RestJson => _batch.OperationOf(request),
        AwsProtocol.Json => request.Headers["X-Amz-Target"].ToString() is var target
            && target.StartsWith(TargetPrefix, StringComparison.Ordinal) && _logs.Has(target[TargetPrefix.Length..]) ? target[TargetPrefix.Length..] : null,
        _ => StsApi.ActionOf(request),
    };

    public async ValueTask<EmulatorReply> HandleAsync(string? operation, EmulatorRequest request, CancellationToken cancellationToken)
    {
        var protocol = ProtocolOf(request);
        try
        {
            _verifier?.Verify(request, protocol switch { AwsProtocol.RestJson => "batch", AwsProtocol.Json => "logs", _ => "sts" }, protocol);
            if (protocol == AwsProtocol.Query)
            {
                return _sts.Handle(operation);
            }

            if (operation is null)
            {
                throw new AwsException("UnknownOperationException", protocol == AwsProtocol.Json ? 400 : 404, "The requested operation is not recognized by the service.");
            }

            var body = ReadBody(request);
            return AwsReplies.Json(
                protocol,
                protocol == AwsProtocol.RestJson
                    ? _batch.Handle(operation, body, request)
                    : await _logs.HandleAsync(operation, body, cancellationToken).ConfigureAwait(false));
        }
        catch (AwsException error)
        {
            return AwsReplies.Error(protocol, error.Code, error.Status, error.Message);
        }
#pragma warning disable CA1031 // A fault of the emulator is an error of the server's side, as it would be there.
        catch (Exception error) when (error is not OperationCanceledException)
#pragma warning restore CA1031
        {
            EmulatorLog.Failed(_logger, error);
            return AwsReplies.Error(protocol, protocol == AwsProtocol.RestJson ? "ServerException" : "InternalFailure", 500, "The emulator failed: " + error.Message);
        }
    }

    public EmulatorReply Refuse(FaultRule rule, EmulatorRequest request)
    {
        var protocol = ProtocolOf(request);
        return rule.Kind == FaultKind.Throttle
            ? AwsReplies.Error(
                protocol, protocol == AwsProtocol.RestJson ? "TooManyRequestsException" : protocol == AwsProtocol.Json ? "ThrottlingException" : "Throttling",
                rule.Status ?? (protocol == AwsProtocol.RestJson ? 429 : 400), rule.Reason ?? "Too Many Requests")
            : AwsReplies.Error(
                protocol, protocol == AwsProtocol.RestJson ? "ServerException" : protocol == AwsProtocol.Json ? "ServiceUnavailableException" : "InternalFailure",
                rule.Status ?? 500, rule.Reason ?? "Internal server error");
    }

    private static AwsProtocol ProtocolOf(EmulatorRequest request) =>
        request.Path.StartsWith(BatchPath, StringComparison.Ordinal) ? AwsProtocol.RestJson
        : request.Headers.ContainsKey("X-Amz-Target") ? AwsProtocol.Json
        : StsApi.ActionOf(request) is not null ? AwsProtocol.Query
        : AwsProtocol.RestJson;

    private static JsonObject ReadBody(EmulatorRequest request)
    {
        if (request.Body.Length == 0)
        {
            return [];
        }

        try
        {
            return JsonNode.Parse(request.Body) as JsonObject ?? throw new AwsException("SerializationException", 400, "The body must be an object.");
        }
        catch (JsonException)
        {
            throw new AwsException("SerializationException", 400, "The body is not valid JSON.");
        }
    }
}
