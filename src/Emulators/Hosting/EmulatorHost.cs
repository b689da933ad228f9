using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using MultiBatch.Emulators.Faults;

namespace MultiBatch.Emulators.Hosting;

/// <summary>The server of an emulator: a socket on the loopback address, faults, counters, and a path to control them.</summary>
internal sealed class EmulatorHost : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly IEmulatedService _service;
    private readonly ControlPath _control;
    private readonly EmulatorFaults _faults;
    private readonly EmulatorCounters _counters;
    private readonly ExchangeLog? _exchanges;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;

    private EmulatorHost(EmulatorOptions options, IEmulatedService service, EmulatorFaults faults, EmulatorCounters counters, ControlPath control, ExchangeLog? exchanges)
    {
        _service = service;
        _control = control;
        _faults = faults;
        _counters = counters;
        _exchanges = exchanges;
        _time = options.TimeProvider;
        _logger = options.LoggerFactory.CreateLogger("MultiBatch.Emulators");
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddSingleton(options.LoggerFactory);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;

            // Nobody but this machine: what comes in here runs commands.
            kestrel.Listen(IPAddress.Loopback, options.Port);
        });
        _application = builder.Build();
        _application.Run(HandleAsync);
    }

    /// <summary>Where the emulator listens.</summary>
    public Uri Endpoint { get; private set; } = null!;

    public static async Task<EmulatorHost> StartAsync(
        EmulatorOptions options,
        IEmulatedService service,
        EmulatorFaults faults,
        EmulatorCounters counters,
        ControlPath control,
        ExchangeLog? exchanges,
        CancellationToken cancellationToken)
    {
        var host = new EmulatorHost(options, service, faults, counters, control, exchanges);
        await host._application.StartAsync(cancellationToken).ConfigureAwait(false);
        host.Endpoint = new Uri(host._application.Urls.Single());
        return host;
    }

    public async ValueTask DisposeAsync()
    {
        // Connections that clients keep open for later are not waited for.
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        await _application.StopAsync(patience.Token).ConfigureAwait(false);
        await _application.DisposeAsync().ConfigureAwait(false);
        _exchanges?.Dispose();
    }

    private async Task HandleAsync(HttpContext context)
    {
        var cancellationToken = context.RequestAborted;
        if (!LoopbackRequests.AreFromHere(context.Request))
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return;
        }

        try
        {
            var request = await EmulatorRequest.ReadAsync(context, cancellationToken).ConfigureAwait(false);
            if (ControlPath.IsFor(request))
            {
                await WriteAsync(context, _control.Handle(request), cancellationToken).ConfigureAwait(false);
                return;
            }

            await ServeAsync(context, request, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The client went away.
        }
        catch (BadHttpRequestException error)
        {
            context.Response.StatusCode = error.StatusCode;
        }
    }

    private async Task ServeAsync(HttpContext context, EmulatorRequest request, CancellationToken cancellationToken)
    {
        var operation = _service.OperationOf(request);
        var name = operation ?? "(unknown)";
        _counters.Called(name);
        var faults = _faults.OfRequest(name);
        if (faults.Latency > TimeSpan.Zero)
        {
            await Task.Delay(faults.Latency, _time, cancellationToken).ConfigureAwait(false);
        }

        if (ReplyInstead(faults.End, request) is { } instead)
        {
            EmulatorLog.Faulted(_logger, name, faults.End!.Kind);
            await WriteAsync(context, instead, cancellationToken).ConfigureAwait(false);
            return;
        }

        if (faults.End?.Kind == FaultKind.ResetBefore)
        {
            EmulatorLog.Faulted(_logger, name, faults.End.Kind);
            context.Abort();
            return;
        }

        request.Stale = faults.Stale;
        var reply = await _service.HandleAsync(operation, request, cancellationToken).ConfigureAwait(false);
        EmulatorLog.Served(_logger, name, reply.Status);
        if (reply.IsFaithful)
        {
            _exchanges?.Add(name, request, reply);
        }

        if (reply.Status >= 400)
        {
            _counters.Refused(name);
        }

        if (faults.End is { } end)
        {
            EmulatorLog.Faulted(_logger, name, end.Kind);
            if (end.Kind == FaultKind.CutOff)
            {
                await WriteHalfAsync(context, reply, cancellationToken).ConfigureAwait(false);
            }

            context.Abort();
            return;
        }

        await WriteAsync(context, reply, cancellationToken).ConfigureAwait(false);
    }

    private EmulatorReply? ReplyInstead(FaultRule? rule, EmulatorRequest request) => rule?.Kind switch
    {
        FaultKind.Throttle or FaultKind.ServerError => _service.Refuse(rule, request),
        FaultKind.Html => new EmulatorReply
        {
            Status = rule.Status ?? StatusCodes.Status502BadGateway,
            ContentType = "text/html",
            Body = Encoding.UTF8.GetBytes("<html><head><title>Bad Gateway</title></head><body><h1>" + WebUtility.HtmlEncode(rule.Reason ?? "Bad Gateway") + "</h1></body></html>"),
        },
        FaultKind.Empty => new EmulatorReply { Status = rule.Status ?? StatusCodes.Status503ServiceUnavailable },
        _ => null,
    };

    private static void WriteHead(HttpContext context, EmulatorReply reply)
    {
        var response = context.Response;
        response.StatusCode = reply.Status;
        response.ContentType = reply.ContentType;
        response.ContentLength = reply.Status is StatusCodes.Status204NoContent or StatusCodes.Status304NotModified ? null : reply.Length ?? reply.Body.Length;
        foreach (var (name, value) in reply.Headers)
        {
            response.Headers[name] = value;
        }
    }

    private static async Task WriteAsync(HttpContext context, EmulatorReply reply, CancellationToken cancellationToken)
    {
        WriteHead(context, reply);
        if (!reply.Body.IsEmpty)
        {
            // Some statuses have no body, and not even an empty one may be written to them.
            await context.Response.Body.WriteAsync(reply.Body, cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task WriteHalfAsync(HttpContext context, EmulatorReply reply, CancellationToken cancellationToken)
    {
        WriteHead(context, reply);
        await context.Response.Body.WriteAsync(reply.Body[..(reply.Body.Length / 2)], cancellationToken).ConfigureAwait(false);
        await context.Response.Body.FlushAsync(cancellationToken).ConfigureAwait(false);
    }
}
