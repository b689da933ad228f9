// The double's part of System.Management.Automation: values, records and errors.
using System.Collections;
using System.Collections.ObjectModel;
using System.Text.RegularExpressions;

namespace System.Management.Automation;

public enum ConfirmImpact
{
    None,
    Low,
    Medium,
    High,
}

public enum ErrorCategory
{
    NotSpecified = 0,
    OpenError = 1,
    CloseError = 2,
    DeviceError = 3,
    DeadlockDetected = 4,
    InvalidArgument = 5,
    InvalidData = 6,
    InvalidOperation = 7,
    InvalidResult = 8,
    InvalidType = 9,
    MetadataError = 10,
    NotImplemented = 11,
    NotInstalled = 12,
    ObjectNotFound = 13,
    OperationStopped = 14,
    OperationTimeout = 15,
    SyntaxError = 16,
    ParserError = 17,
    PermissionDenied = 18,
    ResourceBusy = 19,
    ResourceExists = 20,
    ResourceUnavailable = 21,
    ReadError = 22,
    WriteError = 23,
    FromStdErr = 24,
    SecurityError = 25,
    ProtocolError = 26,
    ConnectionError = 27,
    AuthenticationError = 28,
    LimitsExceeded = 29,
    QuotaExceeded = 30,
    NotEnabled = 31,
}

public readonly struct SwitchParameter(bool isPresent)
{
    public bool IsPresent { get; } = isPresent;

    public static implicit operator bool(SwitchParameter value) => value.IsPresent;

    public static implicit operator SwitchParameter(bool value) => new(value);

    public override string ToString() => IsPresent.ToString();
}

public sealed class PSCustomObject
{
    private PSCustomObject()
    {
    }

    internal static PSCustomObject Instance { get; } = new();
}

public sealed class PSPropertyInfo(string name, object? value)
{
    public string Name { get; } = name;

    public object? Value { get; } = value;
}

public sealed class PSPropertyCollection(IReadOnlyList<PSPropertyInfo> properties) : IEnumerable<PSPropertyInfo>
{
    public PSPropertyInfo? this[string name] => properties.FirstOrDefault(property => string.Equals(property.Name, name, StringComparison.OrdinalIgnoreCase));

    public IEnumerator<PSPropertyInfo> GetEnumerator() => properties.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

/// <summary>An object as the pipeline carries it: another object, or a bag of properties.</summary>
public sealed class PSObject
{
    public PSObject(object inner)
    {
        BaseObject = inner;
        Properties = new PSPropertyCollection(
            [.. inner.GetType().GetProperties().Where(property => property.GetIndexParameters().Length == 0).Select(property => new PSPropertyInfo(property.Name, Read(property, inner)))]);
    }

    private PSObject(IReadOnlyList<PSPropertyInfo> properties)
    {
        BaseObject = PSCustomObject.Instance;
        Properties = new PSPropertyCollection(properties);
    }

    public object BaseObject { get; }

    public PSPropertyCollection Properties { get; }

    public static PSObject AsPSObject(object value) => value as PSObject ?? new PSObject(value);

    /// <summary>A row, as from a CSV file.</summary>
    public static PSObject Row(params (string Name, object? Value)[] cells) => new([.. cells.Select(cell => new PSPropertyInfo(cell.Name, cell.Value))]);

    public override string ToString() => BaseObject is PSCustomObject ? "@{" + string.Join("; ", Properties.Select(property => $"{property.Name}={property.Value}")) + "}" : BaseObject.ToString()!;

    private static object? Read(Reflection.PropertyInfo property, object inner)
    {
        try
        {
            return property.GetValue(inner);
        }
        catch (Reflection.TargetInvocationException)
        {
            return null;
        }
    }
}

public sealed class PSVariable(string name, object? value)
{
    public string Name { get; } = name;

    public object? Value { get; } = value;
}

/// <summary>A script block: here a function of the value of <c>$_</c>.</summary>
public sealed class ScriptBlock(Func<object?, IEnumerable<object?>> body)
{
    public Collection<PSObject> InvokeWithContext(IDictionary? functionsToDefine, List<PSVariable>? variablesToDefine, params object[] args) =>
        new([.. body(variablesToDefine?.FirstOrDefault(variable => variable.Name == "_")?.Value).Select(item => PSObject.AsPSObject(item!))]);
}

public sealed class ErrorDetails(string message)
{
    public string Message { get; } = message;

    public string RecommendedAction { get; set; } = string.Empty;
}

public sealed class ErrorRecord(Exception exception, string errorId, ErrorCategory errorCategory, object? targetObject)
{
    public Exception Exception { get; } = exception;

    public string FullyQualifiedErrorId { get; internal set; } = errorId;

    public ErrorCategory Category { get; } = errorCategory;

    public object? TargetObject { get; } = targetObject;

    public ErrorDetails? ErrorDetails { get; set; }
}

public enum ProgressRecordType
{
    Processing,
    Completed,
}

public sealed class ProgressRecord(int activityId, string activity, string statusDescription)
{
    public int ActivityId { get; } = activityId;

    public string Activity { get; } = activity;

    public string StatusDescription { get; } = statusDescription;

    public int PercentComplete { get; set; } = -1;

    public string? CurrentOperation { get; set; }

    public ProgressRecordType RecordType { get; set; }
}

public sealed class HostInformationMessage
{
    public string? Message { get; set; }

    public override string ToString() => Message ?? string.Empty;
}

public class RuntimeException(string message, Exception? inner = null) : Exception(message, inner);

public class PipelineStoppedException() : RuntimeException("The pipeline has been stopped.");

public sealed class ActionPreferenceStopException(ErrorRecord record) : RuntimeException(record.Exception.Message, record.Exception)
{
    public ErrorRecord Record { get; } = record;
}

public class PSInvalidOperationException(string message) : InvalidOperationException(message);

public sealed class PSArgumentNullException(string name) : ArgumentNullException(name);

public sealed class ArgumentTransformationMetadataException(string message, Exception? inner) : RuntimeException(message, inner);

[Flags]
public enum WildcardOptions
{
    None = 0,
    Compiled = 1,
    IgnoreCase = 2,
    CultureInvariant = 4,
}

public sealed class WildcardPattern(string pattern, WildcardOptions options)
{
    private readonly Regex _regex = new(
        "^" + Regex.Replace(Regex.Escape(pattern), @"\\\*|\\\?|\\\[.*?]", match => match.Value switch { @"\*" => ".*", @"\?" => ".", var set => set[1..] }) + "$",
        (options.HasFlag(WildcardOptions.IgnoreCase) ? RegexOptions.IgnoreCase : RegexOptions.None) | RegexOptions.CultureInvariant | RegexOptions.Singleline);

    public static bool ContainsWildcardCharacters(string? pattern) => pattern?.IndexOfAny(['*', '?', '[', ']']) >= 0;

    public bool IsMatch(string input) => _regex.IsMatch(input);
}

public enum CompletionResultType
{
    Text = 0,
    ParameterValue = 9,
}

public sealed class CompletionResult(string completionText, string listItemText, CompletionResultType resultType, string toolTip)
{
    public string CompletionText { get; } = completionText;

    public string ListItemText { get; } = listItemText;

    public CompletionResultType ResultType { get; } = resultType;

    public string ToolTip { get; } = toolTip;
}

public interface IArgumentCompleter
{
    IEnumerable<CompletionResult> CompleteArgument(string commandName, string parameterName, string wordToComplete, Language.CommandAst commandAst, IDictionary fakeBoundParameters);
}
