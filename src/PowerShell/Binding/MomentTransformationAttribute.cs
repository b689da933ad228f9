using System.Globalization;
using System.Management.Automation;

namespace MultiBatch.PowerShell.Binding;

/// <summary>Reads moments: a time, or how long ago (<c>2h</c>, <c>7d</c>, a time span).</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class MomentTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        InputValues.Unwrap(inputData) is null ? null! : InputValues.Transform(inputData, static item => Read(item, DateTimeOffset.Now));

    internal static DateTimeOffset Read(object? value, DateTimeOffset now)
    {
        switch (InputValues.Unwrap(value))
        {
            case DateTimeOffset moment:
                return moment;
            case DateTime time:
                return new DateTimeOffset(time);
            case TimeSpan ago:
                return now - ago;
            case var other:
                var text = InputValues.Text(other) ?? string.Empty;
                return DurationText.TryParse(text, out var span) ? now - span
                    : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeLocal | DateTimeStyles.AllowWhiteSpaces, out var parsed) ? parsed
                    : throw new FormatException($"'{text}' is neither a time (2026-11-21T08:00Z) nor how long ago (2h, 7d).");
        }
    }
}
