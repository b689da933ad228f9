# Loads the module's assembly for the edition that runs; its cmdlets are what the manifest exports. The rest is in the loader: here every import pays for each expression.
Set-StrictMode -Version 3.0

$leaf = if ($PSEdition -eq 'Core') { 'net8.0' } else { 'net472' }
try { $loader = [System.Reflection.Assembly]::LoadFrom("$PSScriptRoot/$leaf/MultiBatch.PowerShell.Loader.dll") }
catch [System.IO.FileLoadException] {
    # One copy a process: another one that is loaded already stays the one that runs.
    $loader = [System.AppDomain]::CurrentDomain.GetData('MultiBatch.PowerShell.Loader')
    if (-not $loader) { throw }
}

$loader = $loader.GetType('MultiBatch.PowerShell.Loader.ModuleLoader')
$inner = Import-Module -Assembly ($loader::Load()) -PassThru
$warning = $loader::Complete($inner, $ExecutionContext.SessionState, $PSScriptRoot, {
    Microsoft.PowerShell.Utility\Update-FormatData -AppendPath "$PSScriptRoot/MultiBatch.format.ps1xml" -ErrorAction SilentlyContinue -WhatIf:$false
})
if ($warning) { Write-Warning $warning }
