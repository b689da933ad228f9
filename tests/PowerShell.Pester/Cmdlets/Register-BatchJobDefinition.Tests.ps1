BeforeAll {
    Import-Module (Join-Path $PSScriptRoot '../Support/MultiBatch.Testing.psm1') -Force
    Import-TestModule
}

Describe 'Register-BatchJobDefinition' {
    It 'registers revisions that run' {
        $name = New-TestName 'def'
        $first = Register-BatchJobDefinition -Name $name -Command echo, 'Ref::word' -Parameter @{ word = 'one' }
        $first.Revision | Should -Be 1
        $second = Register-BatchJobDefinition -Name $name -Command echo, two, 'Ref::word' -Parameter @{ word = 'one' }
        $second.Revision | Should -Be 2
        Submit-BatchJob -Definition $name -Parameter @{ word = 'three' } -Wait | Get-BatchJobLog | Should -Be 'two three'
        Submit-BatchJob -Definition "${name}:1" -Wait | Get-BatchJobLog | Should -Be 'one'
        Get-BatchJobDefinition -Name $name -AllRevisions | Unregister-BatchJobDefinition -Confirm:$false
    }

    It 'registers nothing with -WhatIf' {
        $name = New-TestName 'def'
        Register-BatchJobDefinition -Name $name -Command 'true' -WhatIf | Should -BeNullOrEmpty
        @(Get-BatchJobDefinition).Name | Should -Not -Contain $name
    }
}
