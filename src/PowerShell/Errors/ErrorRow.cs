using System.Management.Automation;

namespace MultiBatch.PowerShell.Errors;

/// <summary>An error that scripts may look for.</summary>
internal sealed class ErrorRow
{
    public ErrorRow(string id, ErrorCategory category, string action, bool hasSubject = false)
    {
        Id = id;
        Category = category;
        Action = action;
        HasSubject = hasSubject;
    }

    /// <summary>The stable id.</summary>
    public string Id { get; }

    public ErrorCategory Category { get; }

    /// <summary>What the user can do.</summary>
    public string Action { get; }

    /// <summary>True when the id begins with what the cmdlet is about, as in <c>JobNotFound</c>.</summary>
    public bool HasSubject { get; }
}
