using MultiBatch.Jobs;
using MultiBatch.Serialization;

namespace MultiBatch.PowerShell.Jobs;

/// <summary>One try at a task. What the service does not report is null.</summary>
public sealed class BatchAttempt
{
    private readonly JobAttempt _attempt;

    internal BatchAttempt(JobAttempt attempt) => _attempt = attempt;

    /// <summary>The number within its run, from 1.</summary>
    public int Number => _attempt.Number;

    /// <summary>The run, from 1.</summary>
    public int Run => _attempt.Run;

    /// <summary>The state.</summary>
    public string State => _attempt.State.ToString();

    /// <summary>When it began, in local time.</summary>
    public DateTime? StartedAt => _attempt.StartedAt?.LocalDateTime;

    /// <summary>When it ended, in local time.</summary>
    public DateTime? EndedAt => _attempt.EndedAt?.LocalDateTime;

    /// <summary>The exit code.</summary>
    public int? ExitCode => _attempt.ExitCode;

    /// <summary>The signal that ended it.</summary>
    public int? Signal => _attempt.Signal;

    /// <summary>Why it did not succeed.</summary>
    public string? Cause => _attempt.Cause?.ToString();

    /// <summary>The same in words.</summary>
    public string? Reason => _attempt.Reason;

    /// <summary>The machine.</summary>
    public string? Machine => _attempt.Machine;

    /// <summary>The type of the machine.</summary>
    public string? MachineType => _attempt.MachineType;

    /// <summary>The zone.</summary>
    public string? Zone => _attempt.Zone;

    /// <summary>How the machine was bought.</summary>
    public string? Purchase => _attempt.Purchase?.ToString();

    /// <summary>The service's name of its log.</summary>
    public string? LogStream => _attempt.LogStream;

    /// <summary>The attempt as <c>2 failed (exitCode 3)</c>.</summary>
    public override string ToString()
    {
        var why = string.Join(" ", new[] { _attempt.Cause is { } cause ? EnumText.Format(cause) : null, ExitCode is { } code and not 0 ? code.ToString(System.Globalization.CultureInfo.InvariantCulture) : null }.Where(part => part is not null));
        return $"{(Run > 1 ? $"{Run}." : string.Empty)}{Number} {EnumText.Format(_attempt.State)}{(why.Length > 0 ? $" ({why})" : string.Empty)}";
    }
}
