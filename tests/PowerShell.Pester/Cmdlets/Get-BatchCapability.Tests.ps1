BeforeAll {
    Import-Module (Join-Path $PSScriptRoot '../Support/MultiBatch.Testing.psm1') -Force
    Import-TestModule
}

Describe 'Get-BatchCapability' {
    It 'says what this machine can do, feature by feature' {
        $rows = @(Get-BatchCapability)
        $rows.Count | Should -BeGreaterThan 20
        $rows.Feature | ForEach-Object { "$_" } | Should -Contain 'Arrays'
    }

    It 'says no to images, and why' {
        $image = Get-BatchCapability | Where-Object { "$($_.Feature)" -eq 'Images' }
        "$($image.Level)" | Should -Be 'Unsupported'
        $image.Note | Should -Not -BeNullOrEmpty
    }

    It 'takes a connection' {
        $name = New-TestName 'con'
        Connect-Batch -Provider local -Name $name | Out-Null
        try { @(Get-BatchCapability -Connection $name).Count | Should -BeGreaterThan 20 }
        finally { Disconnect-Batch -Name $name }
    }
}
