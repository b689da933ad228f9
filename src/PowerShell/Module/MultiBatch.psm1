# Loads the module's assembly for the edition that runs; its cmdlets are what the manifest exports. Each expression here is paid for by every import.
Set-StrictMode -Version 3.0

# One copy a process: another one that is loaded already stays the one that runs.
$loader = [System.AppDomain]::CurrentDomain.GetData('MultiBatch.PowerShell.Loader')
if (-not $loader) {
    $leaf = if ($PSEdition -eq 'Core') { 'net8.0' } else { 'net472' }
    $loader = [System.Reflection.Assembly]::LoadFrom([System.IO.Path]::Combine($PSScriptRoot, $leaf, 'MultiBatch.PowerShell.Loader.dll')).GetType('MultiBatch.PowerShell.Loader.ModuleLoader', $true)
}

$assembly = $loader::Load()
if (-not $loader::IsOf($PSScriptRoot)) {
    Write-Warning "The MultiBatch module of '$($loader::Folder)' is loaded in this process and goes on being used; begin a new session to use the one in '$PSScriptRoot'."
}

$inner = Import-Module -Assembly $assembly -PassThru

# On a second import PowerShell does not hand on the cmdlets of an assembly it knows (PowerShell issue 20710).
if (-not $ExecutionContext.SessionState.Module.ExportedCmdlets.Count) {
    $add = [System.Management.Automation.PSModuleInfo].GetMethod('AddExportedCmdlet', [System.Reflection.BindingFlags]'Instance, NonPublic')
    if ($add) {
        foreach ($cmdlet in $inner.ExportedCmdlets.Values) {
            $add.Invoke($ExecutionContext.SessionState.Module, @(, $cmdlet))
        }
    }
}

# Not FormatsToProcess: the runspaces of a pool share one list of format files, and PowerShell changes it there while another runspace reads it
# ("Collection was modified"), or finds the file listed and gives the other runspaces no views at all. So: one runspace at a time.
[System.Threading.Monitor]::Enter($loader::Views)
try {
    Microsoft.PowerShell.Utility\Update-FormatData -AppendPath ([System.IO.Path]::Combine($PSScriptRoot, 'MultiBatch.format.ps1xml')) -ErrorAction Stop
}
catch {
    # A runspace whose views are somebody else's to choose: objects show without ours.
    Write-Verbose "The views of MultiBatch are not used here: $_"
}
finally {
    [System.Threading.Monitor]::Exit($loader::Views)
}
