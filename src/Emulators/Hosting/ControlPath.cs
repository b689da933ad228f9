using System.Text;
using System.Text.Json.Nodes;
using MultiBatch.Emulators.Faults;
using MultiBatch.Emulators.Quirks;

namespace MultiBatch.Emulators.Hosting;

/// <summary>
/// The control of a running emulator over HTTP, below <c>/_emulator/</c>: <c>faults</c> (GET, PUT a plan, POST a rule, DELETE), <c>counters</c>
/// (GET, DELETE), <c>quirks</c> (GET), <c>quirks/ID</c> (PUT on, DELETE off).
/// </summary>
internal sealed class ControlPath
{
    private const string Prefix = "/_emulator/";

    private readonly EmulatorFaults _faults;
    private readonly EmulatorCounters _counters;
    private readonly EmulatorQuirks _quirks;

    public ControlPath(EmulatorFaults faults, EmulatorCounters counters, EmulatorQuirks quirks)
    {
        _faults = faults;
        _counters = counters;
        _quirks = quirks;
    }

    public static bool IsFor(EmulatorRequest request) => request.Path.StartsWith(Prefix, StringComparison.Ordinal);

    public EmulatorReply Handle(EmulatorRequest request)
    {
        try
        {
            var place = request.Path[Prefix.Length..];
            return place switch
            {
                "faults" => Faults(request),
                "counters" => Counters(request),
                "quirks" when request.Method == "GET" => Json(Quirks()),
                _ when place.StartsWith("quirks/", StringComparison.Ordinal) => Switch(request, place["quirks/".Length..]),
                _ => Text(404, "There is nothing here; there are faults, counters and quirks."),
            };
        }
        catch (Exception error) when (error is FormatException or ArgumentException)
        {
            return Text(400, error.Message);
        }
    }

    private static EmulatorReply Json(JsonNode node) => new() { ContentType = "application/json", Body = Encoding.UTF8.GetBytes(node.ToJsonString()) };

    private static EmulatorReply Text(int status, string text) =>
        new() { Status = status, ContentType = "text/plain; charset=utf-8", Body = Encoding.UTF8.GetBytes(text + "\n") };

    private EmulatorReply Faults(EmulatorRequest request)
    {
        switch (request.Method)
        {
            case "PUT":
                _faults.Plan = FaultPlan.Parse(Encoding.UTF8.GetString(request.Body));
                break;
            case "POST":
                _faults.Add(FaultPlan.Parse("{\"rules\":[" + Encoding.UTF8.GetString(request.Body) + "]}").Rules[0]);
                break;
            case "DELETE":
                _faults.Clear();
                break;
        }

        return Json(JsonNode.Parse(_faults.Plan.ToString())!);
    }

    private EmulatorReply Counters(EmulatorRequest request)
    {
        var reply = new JsonObject
        {
            ["calls"] = Counts(_counters.Calls),
            ["refusals"] = Counts(_counters.Refusals),
            ["faults"] = Counts(_faults.Injected.ToDictionary(pair => pair.Key.ToString(), pair => pair.Value)),
        };
        if (request.Method == "DELETE")
        {
            _counters.Reset();
        }

        return Json(reply);
    }

    private static JsonObject Counts(IReadOnlyDictionary<string, long> counts) =>
        new(counts.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)JsonValue.Create(pair.Value))));

    private JsonArray Quirks() => new([.. _quirks.All.Select(quirk => (JsonNode)new JsonObject
    {
        ["id"] = quirk.Id,
        ["source"] = quirk.Source.ToString(),
        ["summary"] = quirk.Summary,
        ["reference"] = quirk.Reference,
        ["on"] = _quirks.IsOn(quirk.Id),
    })]);

    private EmulatorReply Switch(EmulatorRequest request, string id)
    {
        _quirks.Set(id, isOn: request.Method != "DELETE");
        return Json(Quirks());
    }
}
