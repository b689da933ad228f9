# Loads the module's assembly for the edition that runs; its cmdlets are what the manifest exports.
Set-StrictMode -Version 3.0

$leaf = if ($PSEdition -eq 'Core') { 'net8.0' } else { 'net472' }
$loaderType = 'MultiBatch.PowerShell.Loader.ModuleLoader' -as [type]
if (-not $loaderType) {
    $path = [System.IO.Path]::Combine($PSScriptRoot, $leaf, 'MultiBatch.PowerShell.Loader.dll')
    $loaderType = [System.Reflection.Assembly]::LoadFrom($path).GetType('MultiBatch.PowerShell.Loader.ModuleLoader', $true)
}

# One copy a process: another version that is loaded already stays the one that runs.
$loaded = $loaderType::Folder
if ([System.IO.Path]::GetFullPath($loaded) -ne [System.IO.Path]::Combine([System.IO.Path]::GetFullPath($PSScriptRoot), $leaf)) {
    Write-Warning "The MultiBatch module of '$loaded' is loaded in this process and goes on being used; begin a new session to use the one in '$PSScriptRoot'."
}

$inner = Import-Module -Assembly ($loaderType::Load()) -PassThru

# On a second import PowerShell does not hand on the cmdlets of an assembly it knows (PowerShell issue 20710).
$add = [System.Management.Automation.PSModuleInfo].GetMethod('AddExportedCmdlet', [System.Reflection.BindingFlags]'Instance, NonPublic')
if ($add) {
    foreach ($cmdlet in $inner.ExportedCmdlets.Values) {
        $add.Invoke($ExecutionContext.SessionState.Module, @(, $cmdlet))
    }
}
