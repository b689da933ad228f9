using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MultiBatch.PowerShell.Tests.Binding;

/// <summary>The values of the binding table: JSON, with objects for what JSON has no word for.</summary>
internal static class BindingValues
{
    /// <summary>An argument or a pipeline object, as PowerShell got it when the case was recorded.</summary>
    public static object? From(JsonNode? node) => node switch
    {
        null => null,
        JsonArray list => list.Select(From).ToArray(),
        JsonObject item when item["$script"] is { } text => new RecordedScript((string)text!).Block,
        JsonObject item when item["$switch"] is { } flag => new SwitchParameter((bool)flag),
        JsonObject item when item["$map"] is JsonObject map => new Hashtable(map.ToDictionary(pair => pair.Key, pair => From(pair.Value))),
        JsonObject row => PSObject.Row([.. row.Select(pair => (pair.Key, From(pair.Value)))]),
        _ => Scalar(node.GetValue<JsonElement>()),
    };

    /// <summary>A bound value, as the table has it.</summary>
    public static JsonNode? To(object? value) => value switch
    {
        null => null,
        PSObject { BaseObject: not PSCustomObject } wrapped => To(wrapped.BaseObject),
        PSObject row => new JsonObject(row.Properties.Select(property => KeyValuePair.Create(property.Name, To(property.Value)))),
        SwitchParameter flag => flag.IsPresent,
        bool flag => flag,
        string text => text,
        int number => number,
        long number => number,
        double number => Number(number),
        ScriptBlock block => new JsonObject { ["$script"] = RecordedScript.TextOf(block) },
        IDictionary map => new JsonObject
        {
            ["$map"] = new JsonObject(map.Keys.Cast<object>().OrderBy(key => key.ToString(), StringComparer.OrdinalIgnoreCase).Select(key => KeyValuePair.Create(key.ToString()!, To(map[key])))),
        },
        Array list => new JsonArray([.. list.Cast<object?>().Select(To)]),
        _ => new JsonObject { ["$type"] = value.GetType().FullName, ["value"] = string.Format(CultureInfo.InvariantCulture, "{0}", value) },
    };

    private static object? Scalar(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => element.GetString(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => element.TryGetInt64(out var number) ? (object)number : element.GetDouble(),
    };

    // As PowerShell writes a decimal number that was made of a double.
    private static JsonNode Number(double number) => JsonNode.Parse(number == Math.Floor(number) ? number.ToString("0.0", CultureInfo.InvariantCulture) : number.ToString(CultureInfo.InvariantCulture))!;
}
