// The double's part of System.Management.Automation: attributes of cmdlets, as the binder reads them.
namespace System.Management.Automation;

public abstract class CmdletMetadataAttribute : Attribute;

public abstract class CmdletCommonMetadataAttribute : CmdletMetadataAttribute
{
    public string? DefaultParameterSetName { get; set; }

    public bool SupportsShouldProcess { get; set; }

    public ConfirmImpact ConfirmImpact { get; set; } = ConfirmImpact.Medium;
}

[AttributeUsage(AttributeTargets.Class)]
public sealed class CmdletAttribute(string verbName, string nounName) : CmdletCommonMetadataAttribute
{
    public string VerbName { get; } = verbName;

    public string NounName { get; } = nounName;
}

[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class OutputTypeAttribute(params Type[] types) : CmdletMetadataAttribute
{
    public Type[] Types { get; } = types;
}

[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field, AllowMultiple = true)]
public sealed class ParameterAttribute : Attribute
{
    public const string AllParameterSets = "__AllParameterSets";

    public string ParameterSetName { get; set; } = AllParameterSets;

    public bool Mandatory { get; set; }

    public int Position { get; set; } = int.MinValue;

    public bool ValueFromPipeline { get; set; }

    public bool ValueFromPipelineByPropertyName { get; set; }
}

[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field | AttributeTargets.Class)]
public sealed class AliasAttribute(params string[] aliasNames) : Attribute
{
    public IList<string> AliasNames { get; } = aliasNames;
}

[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class SupportsWildcardsAttribute : Attribute;

[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class ArgumentCompleterAttribute(Type type) : Attribute
{
    public Type Type { get; } = type;
}

public abstract class ArgumentTransformationAttribute : Attribute
{
    public abstract object Transform(EngineIntrinsics engineIntrinsics, object inputData);
}

public abstract class ValidateArgumentsAttribute : Attribute
{
    internal abstract string? Problem(object? value);
}

[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class ValidateNotNullAttribute : ValidateArgumentsAttribute
{
    internal override string? Problem(object? value) => value is null ? "null" : null;
}

[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class ValidateNotNullOrEmptyAttribute : ValidateArgumentsAttribute
{
    internal override string? Problem(object? value) => value switch
    {
        null => "null",
        string { Length: 0 } => "an empty text",
        Collections.ICollection { Count: 0 } => "an empty list",
        Collections.IEnumerable list and not string and not Collections.IDictionary => list.Cast<object?>().Select(Problem).FirstOrDefault(problem => problem is not null),
        _ => null,
    };
}

[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class ValidateRangeAttribute(object minRange, object maxRange) : ValidateArgumentsAttribute
{
    internal override string? Problem(object? value) => value is null ? null
        : Comparer<IComparable>.Default.Compare((IComparable)value, (IComparable)minRange) < 0 || Comparer<IComparable>.Default.Compare((IComparable)value, (IComparable)maxRange) > 0
            ? $"{value} is not from {minRange} to {maxRange}"
            : null;
}

[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class ValidateLengthAttribute(int minLength, int maxLength) : ValidateArgumentsAttribute
{
    internal override string? Problem(object? value) => value is string text && (text.Length < minLength || text.Length > maxLength) ? $"{text.Length} characters" : null;
}

[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class ValidatePatternAttribute(string regexPattern) : ValidateArgumentsAttribute
{
    internal override string? Problem(object? value) => value is string text && !Text.RegularExpressions.Regex.IsMatch(text, regexPattern) ? $"'{text}' does not match {regexPattern}" : null;
}

[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class ValidateSetAttribute(params string[] validValues) : ValidateArgumentsAttribute
{
    internal override string? Problem(object? value) => value switch
    {
        string text => validValues.Contains(text, StringComparer.OrdinalIgnoreCase) ? null : $"'{text}' is none of {string.Join(", ", validValues)}",
        Collections.IEnumerable list => list.Cast<object?>().Select(Problem).FirstOrDefault(problem => problem is not null),
        _ => null,
    };
}

public sealed class EngineIntrinsics;
