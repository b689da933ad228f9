using System.Text.Json;
using System.Text.RegularExpressions;

namespace MultiBatch.JobFiles.Tests.Schema;

/// <summary>
/// Validates against the part of JSON Schema (draft 2020-12) that our schema uses. A keyword it does not know is an error, so that nothing in
/// the schema goes unchecked. No package of the feed validates this draft.
/// </summary>
internal sealed class SchemaValidator(JsonElement root)
{
    private static readonly HashSet<string> Annotations = ["$schema", "$id", "$defs", "title", "description", "default", "examples"];

    public static SchemaValidator Published { get; } = new(JsonDocument.Parse(JobFileSchema.Text).RootElement);

    public JsonElement Root { get; } = root;

    /// <summary>What is wrong with a value, each with its JSON Pointer; nothing when it is valid.</summary>
    public IReadOnlyList<string> Validate(JsonElement value)
    {
        var errors = new List<string>();
        Check(Root, value, string.Empty, errors);
        return errors;
    }

    /// <summary>The schema a reference points to.</summary>
    public JsonElement Resolve(string reference)
    {
        Assert.StartsWith("#/", reference, StringComparison.Ordinal);
        return reference[2..].Split('/').Aggregate(Root, (schema, step) => schema.GetProperty(step));
    }

    private bool IsValid(JsonElement schema, JsonElement value)
    {
        var errors = new List<string>();
        Check(schema, value, string.Empty, errors);
        return errors.Count == 0;
    }

    private void Check(JsonElement schema, JsonElement value, string at, List<string> errors)
    {
        if (schema.ValueKind is JsonValueKind.True or JsonValueKind.False)
        {
            Require(schema.GetBoolean(), "is not allowed");
            return;
        }

        foreach (var keyword in schema.EnumerateObject())
        {
            CheckKeyword(keyword.Name, keyword.Value);
        }

        void Require(bool condition, string what)
        {
            if (!condition)
            {
                errors.Add($"{at}: {what}");
            }
        }

        void CheckKeyword(string keyword, JsonElement argument)
        {
            switch (keyword)
            {
                case "$ref":
                    Check(Resolve(argument.GetString()!), value, at, errors);
                    break;
                case "type":
                    Require(argument.ValueKind == JsonValueKind.Array ? argument.EnumerateArray().Any(type => IsType(type.GetString()!)) : IsType(argument.GetString()!), $"is no {argument}");
                    break;
                case "enum":
                    Require(argument.EnumerateArray().Any(allowed => JsonElement.DeepEquals(allowed, value)), $"is none of {argument}");
                    break;
                case "const":
                    Require(JsonElement.DeepEquals(argument, value), $"is not {argument}");
                    break;
                case "not":
                    Require(!IsValid(argument, value), $"is {argument}");
                    break;
                case "anyOf":
                    Require(argument.EnumerateArray().Any(option => IsValid(option, value)), "is none of the forms allowed");
                    break;
                case "oneOf":
                    Require(argument.EnumerateArray().Count(option => IsValid(option, value)) == 1, "is not exactly one of the forms allowed");
                    break;
                case "if":
                    if (schema.TryGetProperty(IsValid(argument, value) ? "then" : "else", out var branch))
                    {
                        Check(branch, value, at, errors);
                    }

                    break;
                case "then" or "else":
                    break;
                case "pattern" when value.ValueKind == JsonValueKind.String:
                    Require(Regex.IsMatch(value.GetString()!, argument.GetString()!, RegexOptions.ECMAScript), $"does not match {argument}");
                    break;
                case "minLength" when value.ValueKind == JsonValueKind.String:
                    Require(value.GetString()!.Length >= argument.GetInt32(), "is too short");
                    break;
                case "maxLength" when value.ValueKind == JsonValueKind.String:
                    Require(value.GetString()!.Length <= argument.GetInt32(), "is too long");
                    break;
                case "minimum" when value.ValueKind == JsonValueKind.Number:
                    Require(value.GetDouble() >= argument.GetDouble(), "is too small");
                    break;
                case "maximum" when value.ValueKind == JsonValueKind.Number:
                    Require(value.GetDouble() <= argument.GetDouble(), "is too large");
                    break;
                case "exclusiveMinimum" when value.ValueKind == JsonValueKind.Number:
                    Require(value.GetDouble() > argument.GetDouble(), "is too small");
                    break;
                case "minItems" when value.ValueKind == JsonValueKind.Array:
                    Require(value.GetArrayLength() >= argument.GetInt32(), "has too few items");
                    break;
                case "uniqueItems" when value.ValueKind == JsonValueKind.Array:
                    Require(value.EnumerateArray().Select(item => item.GetRawText()).Distinct().Count() == value.GetArrayLength(), "has an item twice");
                    break;
                case "items" when value.ValueKind == JsonValueKind.Array:
                    var index = 0;
                    foreach (var item in value.EnumerateArray())
                    {
                        Check(argument, item, $"{at}/{index++}", errors);
                    }

                    break;
                case "required" when value.ValueKind == JsonValueKind.Object:
                    foreach (var key in argument.EnumerateArray().Where(key => !value.TryGetProperty(key.GetString()!, out _)))
                    {
                        Require(false, $"needs {key}");
                    }

                    break;
                case "dependentRequired" when value.ValueKind == JsonValueKind.Object:
                    foreach (var rule in argument.EnumerateObject().Where(rule => value.TryGetProperty(rule.Name, out _)))
                    {
                        CheckKeyword("required", rule.Value);
                    }

                    break;
                case "minProperties" when value.ValueKind == JsonValueKind.Object:
                    Require(value.EnumerateObject().Count() >= argument.GetInt32(), "has too few keys");
                    break;
                case "propertyNames" when value.ValueKind == JsonValueKind.Object:
                    foreach (var member in value.EnumerateObject())
                    {
                        Check(argument, JsonSerializer.SerializeToElement(member.Name), $"{at}/{member.Name}", errors);
                    }

                    break;
                case "properties" when value.ValueKind == JsonValueKind.Object:
                    foreach (var member in value.EnumerateObject().Where(member => argument.TryGetProperty(member.Name, out _)))
                    {
                        Check(argument.GetProperty(member.Name), member.Value, $"{at}/{member.Name}", errors);
                    }

                    break;
                case "patternProperties" when value.ValueKind == JsonValueKind.Object:
                    foreach (var (pattern, member) in argument.EnumerateObject().SelectMany(pattern => value.EnumerateObject().Select(member => (pattern, member))))
                    {
                        if (Regex.IsMatch(member.Name, pattern.Name, RegexOptions.ECMAScript))
                        {
                            Check(pattern.Value, member.Value, $"{at}/{member.Name}", errors);
                        }
                    }

                    break;
                case "additionalProperties" when value.ValueKind == JsonValueKind.Object:
                    foreach (var member in value.EnumerateObject().Where(member => !IsNamed(member.Name)))
                    {
                        Check(argument, member.Value, $"{at}/{member.Name}", errors);
                    }

                    break;
                case "pattern" or "minLength" or "maxLength" or "minimum" or "maximum" or "exclusiveMinimum" or "minItems" or "uniqueItems" or "items" or "required"
                    or "dependentRequired" or "minProperties" or "propertyNames" or "properties" or "patternProperties" or "additionalProperties":
                    break;
                default:
                    Assert.Contains(keyword, Annotations);
                    break;
            }
        }

        bool IsNamed(string key) =>
            (schema.TryGetProperty("properties", out var properties) && properties.TryGetProperty(key, out _))
            || (schema.TryGetProperty("patternProperties", out var patterns)
                && patterns.EnumerateObject().Any(pattern => Regex.IsMatch(key, pattern.Name, RegexOptions.ECMAScript)));

        bool IsType(string type) => type switch
        {
            "object" => value.ValueKind == JsonValueKind.Object,
            "array" => value.ValueKind == JsonValueKind.Array,
            "string" => value.ValueKind == JsonValueKind.String,
            "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
            "number" => value.ValueKind == JsonValueKind.Number,
            "integer" => value.ValueKind == JsonValueKind.Number && value.GetDouble() % 1 == 0,
            _ => throw new InvalidOperationException(type),
        };
    }
}
