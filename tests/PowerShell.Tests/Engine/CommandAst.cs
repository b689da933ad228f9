namespace System.Management.Automation.Language;

public sealed class CommandAst;
